// Writes src/render/chart/map/land.txt, the outline of the land on maps:
//   npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
//   node tests/tools/land.mjs package/land-110m.json > src/render/chart/map/land.txt
// The file holds the land of Natural Earth 4.1.0 (1:110 million, public domain) as TopoJSON.
// Antarctica and specks are left out; of every outline those points go first that change its
// area least (Visvalingam). A line is a ring: longitude and latitude of its first point in
// tenths of a degree, then the steps from one point to the next.
import { readFileSync } from "node:fs";

// In square degrees: what a point must change, and what a ring must enclose.
const [POINT, RING] = [0.14, 0.6];

const world = JSON.parse(readFileSync(process.argv[2], "utf8"));
const { scale, translate } = world.transform;

const arcs = world.arcs.map((arc) => {
  let [x, y] = [0, 0];
  return arc.map(([dx, dy]) => {
    [x, y] = [x + dx, y + dy];
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]];
  });
});

function ring(indices) {
  const parts = indices.map((it) => (it < 0 ? arcs[~it].toReversed() : arcs[it]));
  // The last point is the first once more.
  return parts.flatMap((it) => it.slice(1));
}

// A ring across the antimeridian goes on beyond 180 degrees.
function unrolled(points) {
  let turns = 0;
  const whole = points.map(([x, y], at) => {
    const step = at === 0 ? 0 : x - points[at - 1][0];
    if (Math.abs(step) > 180) turns -= Math.sign(step);
    return [x + 360 * turns, y];
  });
  return Math.min(...whole.map(([x]) => x)) < -180 ? whole.map(([x, y]) => [x + 360, y]) : whole;
}

const triangle = ([ax, ay], [bx, by], [cx, cy]) => Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2;

function area(points) {
  const sum = points.reduce((sum, [x, y], at) => {
    const [nextX, nextY] = points[(at + 1) % points.length];
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(sum) / 2;
}

function simplified(points) {
  const kept = [...points];
  const around = (at) => [-1, 0, 1].map((it) => kept[(at + it + kept.length) % kept.length]);
  // A degree of longitude is narrower far from the equator.
  const weight = (at) => triangle(...around(at)) * Math.cos((around(at)[1][1] * Math.PI) / 180);
  while (kept.length > 4) {
    const weights = kept.map((_, at) => weight(at));
    const least = Math.min(...weights);
    if (least >= POINT) break;
    kept.splice(weights.indexOf(least), 1);
  }
  return kept;
}

function line(points) {
  const tenths = points.map((it) => it.map((degrees) => Math.round(degrees * 10)));
  const steps = tenths.map(([x, y], at) => (at === 0 ? [x, y] : [x - tenths[at - 1][0], y - tenths[at - 1][1]]));
  return steps.filter(([x, y], at) => at === 0 || x !== 0 || y !== 0).map((it) => it.join(" ")).join(" ");
}

const polygons = world.objects.land.geometries.flatMap((it) => (it.type === "Polygon" ? [it.arcs] : it.arcs));
const rings = polygons.flat().map(ring).map(unrolled);
const shown = rings.filter((it) => it.every(([, y]) => y > -60) && area(it) >= RING);
for (const it of shown) console.log(line(simplified(it)));
