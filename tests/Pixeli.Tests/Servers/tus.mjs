// tus-js-client, the protocol's reference client, as a process that a test watches. It takes a JSON object as its argument:
//   endpoint, access, event, file
//   url           an upload to go on with
//   cut           break the connection (through a proxy of its own) once so many bytes have gone through
//   checksum      an Upload-Checksum for the first PATCH, to be refused
//   stopAt        leave when so many bytes are accepted
// and says, a line each: `url …`, `accepted …` after each part, and at the end `photo … status` or `failed status`.
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { Upload } from "tus-js-client";

const task = JSON.parse(process.argv[2]);
const bytes = readFileSync(task.file);
const say = (...words) => console.log(words.join(" "));
let { checksum, cut } = task;
let answer;

/** Passes everything on until it has seen enough, and then breaks every connection once. */
async function proxy(endpoint) {
  const { hostname, port } = new URL(endpoint);
  const sockets = new Set();
  const server = createServer((near) => {
    const far = connect(Number(port), hostname);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => undefined).on("close", () => [near, far].forEach((end) => end.destroy()));
    }
    near.on("data", (data) => {
      cut -= data.length;
      if (cut > 0 || Number.isNaN(cut)) return far.write(data);
      cut = NaN;
      say("cut");
      sockets.forEach((one) => one.destroy());
    });
    far.on("data", (data) => near.write(data));
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${server.address().port}/uploads/`;
}

const upload = new Upload(bytes, {
  endpoint: cut ? await proxy(task.endpoint) : task.endpoint,
  uploadUrl: task.url ?? null,
  uploadSize: bytes.length,
  chunkSize: 64 * 1024,
  retryDelays: [50, 100, 200, 400, 800, ...Array(300).fill(1000)], // until a killed server is back, however slow the machine is
  headers: { Authorization: `Bearer ${task.access}` },
  metadata: { filename: "from-tus.jpg", event: task.event, client_id: "1" },
  onBeforeRequest(request) {
    if (request.getMethod() !== "PATCH" || !checksum) return;
    request.setHeader("Upload-Checksum", checksum);
    checksum = null;
  },
  onAfterResponse: (_, response) => (answer = response),
  onUploadUrlAvailable: () => say("url", upload.url),
  onChunkComplete(_, accepted) {
    say("accepted", accepted);
    if (accepted >= (task.stopAt ?? Infinity)) process.exit(0);
  },
  onError: (error) => (say("failed", error.originalResponse?.getStatus() ?? error.message), process.exit(0)),
  onSuccess: () => (say("photo", answer.getHeader("Pixeli-Photo-Id"), answer.getHeader("Pixeli-Status")), process.exit(0)),
});
upload.start();
process.stdin.resume().on("end", () => process.exit(0));
