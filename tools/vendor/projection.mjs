// EPSG:2180 (PUWG 1992): transverse Mercator on GRS80, central meridian 19° E, scale 0.9993, false easting
// 500 000 m, false northing -5 300 000 m. Krüger series to n³: under a centimetre inside Poland.
const A = 6378137.0;
const F = 1 / 298.257222101;
export const PARAMETERS = { centralMeridian: 19, scale: 0.9993, falseEasting: 500000, falseNorthing: -5300000 };

export function project([longitude, latitude]) {
  const n = F / (2 - F);
  const radius = (A / (1 + n)) * (1 + n ** 2 / 4 + n ** 4 / 64);
  const alpha = [
    n / 2 - (2 / 3) * n ** 2 + (5 / 16) * n ** 3,
    (13 / 48) * n ** 2 - (3 / 5) * n ** 3,
    (61 / 240) * n ** 3,
  ];
  const phi = (latitude * Math.PI) / 180;
  const lambda = ((longitude - PARAMETERS.centralMeridian) * Math.PI) / 180;
  const k = (2 * Math.sqrt(n)) / (1 + n);
  const t = Math.sinh(Math.atanh(Math.sin(phi)) - k * Math.atanh(k * Math.sin(phi)));
  const xi = Math.atan2(t, Math.cos(lambda));
  const eta = Math.atanh(Math.sin(lambda) / Math.sqrt(1 + t * t));
  let x = eta;
  let y = xi;
  alpha.forEach((a, index) => {
    const j = 2 * (index + 1);
    x += a * Math.cos(j * xi) * Math.sinh(j * eta);
    y += a * Math.sin(j * xi) * Math.cosh(j * eta);
  });
  const scale = PARAMETERS.scale * radius;
  return [PARAMETERS.falseEasting + scale * x, PARAMETERS.falseNorthing + scale * y];
}
