import { msOfDay } from "./dates";
import type { PhotoRecord } from "./photo";

export const recordBytes = 28;
const idBytes = 16;

/**
 * Every photo of a gallery in its order, as columns of numbers: a hundred thousand of them are three megabytes, and no work for the
 * garbage collector. Reads what `GET /events/{id}/photos/skeleton/` sends.
 */
export class PhotoIndex {
  #bytes: Uint8Array<ArrayBuffer>;
  #view: DataView;
  #count: number;
  #ids: (string | undefined)[] = []; // as far as they were asked for: scrolling asks for hundreds a frame

  constructor(bytes: Uint8Array<ArrayBuffer> = new Uint8Array(0)) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#count = Math.floor(bytes.byteLength / recordBytes);
  }

  static of(records: readonly PhotoRecord[]): PhotoIndex {
    const index = new PhotoIndex(new Uint8Array(records.length * recordBytes));
    records.forEach((record, at) => index.#write(at, record));
    return index;
  }

  get count(): number {
    return this.#count;
  }

  idAt(index: number): string {
    return (this.#ids[index] ??= this.#readId(index));
  }

  #readId(index: number): string {
    let id = "";
    const start = index * recordBytes;
    for (let at = 0; at < idBytes; at++) {
      if (at === 4 || at === 6 || at === 8 || at === 10) id += "-";
      id += hexes[this.#bytes[start + at]!];
    }
    return id;
  }

  indexOf(id: string): number {
    const bytes = bytesOf(id);
    if (!bytes) return -1;
    const tail = new DataView(bytes.buffer).getUint32(12); // the random end tells nearly all apart
    for (let index = 0, at = 0; index < this.#count; index++, at += recordBytes)
      if (this.#view.getUint32(at + 12) === tail && bytes.every((byte, offset) => this.#bytes[at + offset] === byte)) return index;
    return -1;
  }

  instantAt(index: number): number {
    return this.#view.getInt16(index * recordBytes + 16) * 2 ** 32 + this.#view.getUint32(index * recordBytes + 18);
  }

  /** The moment by the clock of the place, in milliseconds. */
  localAt(index: number): number {
    return this.instantAt(index) + this.#view.getInt8(index * recordBytes + 22) * 900_000;
  }

  /** Days since 1970, by the clock of the place. */
  dayAt(index: number): number {
    return Math.floor(this.localAt(index) / msOfDay);
  }

  stepAt(index: number): number {
    return this.#bytes[index * recordBytes + 23]!;
  }

  flagsAt(index: number): number {
    return this.#bytes[index * recordBytes + 24]!;
  }

  colourAt(index: number): number {
    const at = index * recordBytes + 25;
    return this.#bytes[at]! | (this.#bytes[at + 1]! << 8) | (this.#bytes[at + 2]! << 16);
  }

  recordAt(index: number): PhotoRecord {
    return {
      id: this.idAt(index),
      instant: this.instantAt(index),
      quarters: this.#view.getInt8(index * recordBytes + 22),
      step: this.stepAt(index),
      flags: this.flagsAt(index),
      colour: this.colourAt(index),
    };
  }

  /** Where a photo of that time belongs, after those of the same time. */
  placeOf(record: PhotoRecord, newestFirst: boolean): number {
    let low = 0;
    let high = this.#count;
    while (low < high) {
      const middle = (low + high) >> 1;
      const instant = this.instantAt(middle);
      const isBefore = instant === record.instant
        ? newestFirst === this.idAt(middle) > record.id
        : newestFirst === instant > record.instant;
      if (isBefore) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  insert(at: number, record: PhotoRecord): void {
    if ((this.#count + 1) * recordBytes > this.#bytes.byteLength) this.#grow();
    this.#bytes.copyWithin((at + 1) * recordBytes, at * recordBytes, this.#count * recordBytes);
    this.#count++;
    this.#ids = [];
    this.#write(at, record);
  }

  replace(at: number, record: PhotoRecord): void {
    this.#write(at, record);
  }

  remove(at: number): void {
    this.#bytes.copyWithin(at * recordBytes, (at + 1) * recordBytes, this.#count * recordBytes);
    this.#count--;
    this.#ids = [];
  }

  #grow(): void {
    const larger = new Uint8Array(Math.max(64, this.#count * 2) * recordBytes);
    larger.set(this.#bytes);
    this.#bytes = larger;
    this.#view = new DataView(larger.buffer);
  }

  #write(index: number, record: PhotoRecord): void {
    const at = index * recordBytes;
    this.#ids[index] = undefined;
    this.#bytes.set(bytesOf(record.id) ?? new Uint8Array(idBytes), at);
    this.#view.setInt16(at + 16, Math.floor(record.instant / 2 ** 32));
    this.#view.setUint32(at + 18, record.instant % 2 ** 32);
    this.#view.setInt8(at + 22, record.quarters);
    this.#bytes.set([record.step, record.flags, record.colour & 255, (record.colour >> 8) & 255, record.colour >> 16], at + 23);
  }
}

const hexes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

function bytesOf(id: string): Uint8Array<ArrayBuffer> | null {
  const digits = id.replaceAll("-", "");
  return /^[0-9a-f]{32}$/i.test(digits) ? Uint8Array.from({ length: idBytes }, (_, at) => parseInt(digits.slice(at * 2, at * 2 + 2), 16)) : null;
}
