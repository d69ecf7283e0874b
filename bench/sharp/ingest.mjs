// What a good Node.js program does with the same photos: one decode a photo, the same three renditions, written to disk.
//
//   node ingest.mjs OUT PHOTOS…        one round for each line on standard input: "COPIES IN-FLIGHT CONCURRENCY CACHE"
//                                      (as in "4 3 1 off"); answers each with a line of JSON
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import sharp from 'sharp';

const markShare = 0.25;
const markMargin = 0.02;
const mark = await drawMark(472, 150);
const scaledMarks = new Map();

// Letters' worth of soft white on a dark glow, with the size and the transparency of the mark the server stamps.
function drawMark(width, height) {
  const pixels = Buffer.alloc(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const stroke = Math.abs(Math.sin(x / 19) * Math.cos(y / 23));
      const at = (y * width + x) * 4;
      pixels.fill(stroke > 0.5 ? 255 : 0, at, at + 3);
      pixels[at + 3] = Math.round(184 * stroke);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 4 } }).png().toBuffer();
}

// Most photos of a set have one of two shapes: the mark is scaled once for each.
function markFor(width) {
  if (!scaledMarks.has(width)) {
    scaledMarks.set(width, sharp(mark).resize({ width: Math.round(width * markShare) }).raw().toBuffer({ resolveWithObject: true }));
  }
  return scaledMarks.get(width);
}

const inside = (size) => ({ width: size, height: size, fit: 'inside', withoutEnlargement: true });

async function ingest(file, folder) {
  const { data, info } = await sharp(file, { sequentialRead: true })
    .autoOrient()
    .resize(inside(1440))
    .toColourspace('srgb')
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = () => sharp(data, { raw: { width: info.width, height: info.height, channels: info.channels } });
  const scale = Math.min(1, 1200 / Math.max(info.width, info.height));
  const [width, height] = [Math.round(info.width * scale), Math.round(info.height * scale)];
  const stamp = await markFor(width);
  const margin = Math.round(width * markMargin);
  await Promise.all([
    pixels().resize(inside(480)).webp({ quality: 75, effort: 1 }).toFile(join(folder, 'thumbnail.webp')),
    pixels().jpeg({ quality: 82 }).toFile(join(folder, 'preview.jpg')),
    pixels()
      .resize(inside(1200))
      .composite([{
        input: stamp.data,
        raw: { width: stamp.info.width, height: stamp.info.height, channels: stamp.info.channels },
        left: width - stamp.info.width - margin,
        top: height - stamp.info.height - margin,
      }])
      .jpeg({ quality: 82 })
      .toFile(join(folder, 'watermarked.jpg')),
  ]);
}

// Each round has a folder of its own, which stays: removing so many files would fall into the round of the next contestant.
async function round(out, photos, { copies, inFlight, concurrency, cache }) {
  sharp.concurrency(concurrency);
  sharp.cache(cache);
  const work = Array.from({ length: copies }, () => photos).flat().map((file, index) => ({ file, folder: join(out, String(index)) }));
  const began = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: inFlight }, async () => {
    while (next < work.length) {
      const { file, folder } = work[next++];
      await mkdir(folder, { recursive: true });
      await ingest(file, folder);
    }
  }));
  const seconds = (performance.now() - began) / 1000;
  await rm(out, { recursive: true });
  return { photos: work.length, seconds };
}

const [out, ...photos] = process.argv.slice(2);
let rounds = 0;
for await (const line of createInterface({ input: process.stdin })) {
  const [copies, inFlight, concurrency, cache] = line.split(' ');
  const settings = { copies: Number(copies), inFlight: Number(inFlight), concurrency: Number(concurrency), cache: cache === 'on' };
  console.log(JSON.stringify({ ...await round(join(out, String(rounds++)), photos, settings), libvips: sharp.versions.vips }));
}
