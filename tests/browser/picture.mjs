// Pictures: made small, put below each other, written, compared.
import { deflateSync } from "node:zlib";
import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

// Each pixel is the mean of `by` times `by` pixels, so that what a renderer does to the
// edges of letters evens out. Sixteen steps a colour halve the files.
export function shrunk(picture, by) {
  const small = new PNG({ width: Math.floor(picture.width / by), height: Math.floor(picture.height / by) });
  for (let y = 0, to = 0; y < small.height; y++) {
    for (let x = 0; x < small.width; x++, to += 4) {
      const from = (y * picture.width + x) * by * 4;
      for (let colour = 0; colour < 3; colour++) small.data[to + colour] = step(mean(picture, from + colour, by));
      small.data[to + 3] = 255;
    }
  }
  return small;
}

function mean({ data, width }, from, by) {
  let sum = 0;
  for (let y = 0; y < by; y++) {
    for (let x = 0; x < by; x++) sum += data[from + (y * width + x) * 4];
  }
  return sum / (by * by);
}

const step = (value) => Math.round(value / 17) * 17;

export function stacked(pictures) {
  const height = pictures.reduce((sum, it) => sum + it.height, 0);
  const all = new PNG({ width: pictures[0].width, height });
  all.data = Buffer.concat(pictures.map((it) => it.data));
  return all;
}

// How many pixels of two pictures differ, and a picture of where. Rows that only one of
// them has differ altogether.
export function compared(one, other) {
  const width = Math.max(one.width, other.width);
  const height = Math.max(one.height, other.height);
  const difference = new PNG({ width, height });
  const [a, b] = [one, other].map((it) => widened(it, width, height).data);
  // Everything in a small picture is an edge: none is forgiven.
  const count = pixelmatch(a, b, difference.data, width, height, { threshold: DISTANCE, includeAA: true });
  return { count, difference };
}

// How far a colour may be off, from 0 to 1; see the head of visual.test.mjs.
export const DISTANCE = 0.07;

// Magenta, which no theme has, where the picture ends.
function widened(picture, width, height) {
  const all = new PNG({ width, height });
  all.data.fill(Buffer.from([255, 0, 255, 255]));
  PNG.bitblt(picture, all, 0, 0, picture.width, picture.height, 0, 0);
  return all;
}

// As a PNG with a palette, which is half as large as one without.
export function encoded(picture) {
  const { width, height } = picture;
  const colours = new Map();
  const rows = Buffer.alloc((width + 1) * height);
  for (let at = 0; at < width * height; at++) {
    const colour = picture.data.readUInt32BE(at * 4) >>> 8;
    if (!colours.has(colour)) colours.set(colour, colours.size);
    rows[at + Math.floor(at / width) + 1] = colours.get(colour);
  }
  if (colours.size > 256) return PNG.sync.write(picture, { colorType: 2, deflateLevel: 9 });
  const palette = Buffer.from([...colours.keys()].flatMap((it) => [it >> 16, (it >> 8) & 255, it & 255]));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 3], 8);
  const packed = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([SIGNATURE, piece("IHDR", head), piece("PLTE", palette), piece("IDAT", packed), piece("IEND", Buffer.alloc(0))]);
}

const SIGNATURE = Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]);

function piece(name, data) {
  const frame = Buffer.alloc(12 + data.length);
  frame.writeUInt32BE(data.length, 0);
  frame.write(name, 4, "latin1");
  data.copy(frame, 8);
  frame.writeUInt32BE(checksum(frame.subarray(4, -4)), frame.length - 4);
  return frame;
}

// CRC-32; that of node:zlib is not in Node 18.
function checksum(bytes) {
  let sum = ~0;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (0xedb88320 & -(sum & 1));
  }
  return ~sum >>> 0;
}
