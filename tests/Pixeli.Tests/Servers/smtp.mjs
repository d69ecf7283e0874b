// A real SMTP server for the tests: `node smtp.mjs PORT [--tls] [--login USER PASSWORD]`. Says "listening PORT", then one line of
// JSON a mail. It ends when its standard input does, so that it never outlives the tests.
import { SMTPServer } from "smtp-server";

const [port, ...flags] = process.argv.slice(2);
const login = flags.includes("--login") ? flags.slice(flags.indexOf("--login") + 1) : null;
const server = new SMTPServer({
  authOptional: login === null,
  allowInsecureAuth: true,
  disabledCommands: [...(flags.includes("--tls") ? [] : ["STARTTLS"]), ...(login ? [] : ["AUTH"])],
  logger: false,
  onAuth: (given, _session, done) =>
    login && given.username === login[0] && given.password === login[1] ? done(null, { user: given.username }) : done(new Error("wrong login")),
  onRcptTo: (address, _session, done) => {
    const refusal = address.address.startsWith("nobody") ? Object.assign(new Error("no such mailbox"), { responseCode: 550 }) : null;
    done(refusal);
  },
  onData: (stream, session, done) => {
    const chunks = [];
    stream.on("data", (chunk) => chunks.push(chunk));
    stream.on("end", () => {
      const to = session.envelope.rcptTo.map((recipient) => recipient.address);
      console.log(JSON.stringify({ secure: session.secure, user: session.user ?? null, to, message: Buffer.concat(chunks).toString("utf8") }));
      done();
    });
  },
});
server.on("error", () => {}); // a client that gives up is no failure of ours
server.listen(Number(port), "127.0.0.1", () => console.log(`listening ${server.server.address().port}`));
process.stdin.on("end", () => process.exit()).resume();
