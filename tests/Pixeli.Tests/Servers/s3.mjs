// A real S3-speaking server for the tests: `node s3.mjs FOLDER PORT BUCKET…`. Says "listening PORT". Amazon promises two things that s3rver
// alone does not keep, so they are added here: what arrives is compared with the checksum sent along (and nothing is taken without one), and
// an object is seen whole or not at all, also by who comes after the server was killed. It ends when its standard input does, so that it never outlives the tests.
import { AsyncLocalStorage } from "node:async_hooks";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import S3rver from "s3rver";
import S3Error from "s3rver/lib/models/error.js";
import S3Object from "s3rver/lib/models/object.js";

const [folder, port, ...buckets] = process.argv.slice(2);
const requests = new AsyncLocalStorage();
const s3 = new S3rver({ directory: folder, silent: true, configureBuckets: buckets.map((name) => ({ name })) });
await s3.configureBuckets();

const digest = (algorithm, bytes, encoding) => createHash(algorithm).update(bytes).digest(encoding);

const receive = async (content) => {
  const bytes = Buffer.isBuffer(content) ? content : await buffer(content);
  const { method, headers } = requests.getStore();
  const sent = headers["x-amz-checksum-sha256"];
  if (method === "PUT" && !sent) throw new S3Error("InvalidRequest", "This server wants checksums.");
  const isRight = sent === undefined || (sent === digest("sha256", bytes, "base64") && headers["x-amz-content-sha256"] === digest("sha256", bytes, "hex"));
  if (!isRight) throw new S3Error("BadDigest", "The checksum does not match what was received.");
  return { bytes, size: bytes.length, md5: digest("md5", bytes, "hex") };
};
const write = async (path, bytes) => {
  await mkdir(dirname(path), { recursive: true });
  const aside = `${path}.${randomUUID()}`;
  await writeFile(aside, bytes);
  await rename(aside, path);
};

s3.store.putMetadata = async function (bucket, key, metadata, md5) {
  const kept = Object.entries(metadata).filter(([name]) => S3Object.ALLOWED_METADATA.includes(name) || name.startsWith("x-amz-meta-"));
  await write(this.getResourcePath(bucket, key, "metadata.json"), JSON.stringify(Object.fromEntries(kept)));
  if (md5) await write(this.getResourcePath(bucket, key, "object.md5"), md5);
};
s3.store.putObject = async function ({ bucket, key, metadata, content }) {
  const { bytes, size, md5 } = await receive(content);
  await this.putMetadata(bucket, key, metadata, md5);
  await write(this.getResourcePath(bucket, key, "object"), bytes); // the object is there when this file is
  return { size, md5 };
};
s3.store.putPart = async function (bucket, upload, number, content) {
  const { bytes, size, md5 } = await receive(content);
  const path = join(this.getResourcePath(bucket, undefined, "uploads"), upload, `${number}`);
  await write(path, bytes);
  await writeFile(`${path}.md5`, md5);
  return { size, md5 };
};

const answer = s3.callback();
const server = createServer((request, response) => requests.run(request, () => answer(request, response)));
server.listen(Number(port), "127.0.0.1", () => console.log(`listening ${server.address().port}`));
process.stdin.on("end", () => process.exit()).resume();
