// A real OpenID provider for the tests: oidc-provider with its development pages. It says where it listens and ends with its
// standard input. The tests tell it who the people are; a person may have `tamper`, which bends the id tokens made for them:
//   claims   replaces claims, and the token is signed anew with the provider's key
//   key      "foreign" signs with a key nobody published under the provider's key id, "new" with one published since,
//            "none" not at all
import { createSign, generateKeyPairSync } from "node:crypto";
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const clientId = "pixeli";
const clientSecret = "a secret with : and %";
const people = new Map();
const [known, foreign, later] = ["known", "known", "later"].map((kid) => {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { kid, privateKey, jwk: (key) => ({ ...key.export({ format: "jwk" }), kid, use: "sig", alg: "RS256" }), publicKey };
});
let published = [known];

function bend(token, { claims, key }) {
  const payload = { ...JSON.parse(Buffer.from(token.split(".")[1], "base64url")), ...claims };
  const encode = (part) => Buffer.from(JSON.stringify(part)).toString("base64url");
  if (key === "none") return `${encode({ alg: "none", typ: "JWT" })}.${encode(payload)}.`;
  const signer = key === "foreign" ? foreign : key === "new" ? later : known;
  if (key === "new") published = [known, later];
  const signed = `${encode({ alg: "RS256", kid: signer.kid, typ: "JWT" })}.${encode(payload)}`;
  return `${signed}.${createSign("sha256").update(signed).sign(signer.privateKey, "base64url")}`;
}

let provider;
const server = createServer(async (request, response) => {
  const person = /^\/people\/([^/]+)$/.exec(request.url);
  if (!person) return provider.callback()(request, response);
  let body = "";
  for await (const chunk of request) body += chunk;
  people.set(decodeURIComponent(person[1]), JSON.parse(body));
  response.writeHead(204).end();
});

server.listen(0, "127.0.0.1", () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        application_type: "native", // so that the application's port does not matter
        redirect_uris: ["http://127.0.0.1/auth/oauth/test/callback", "http://127.0.0.1/auth/oauth/other/callback", "http://127.0.0.1/auth/oauth/closed/callback"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_basic",
      },
    ],
    jwks: { keys: [known.jwk(known.privateKey)] },
    cookies: { keys: ["for tests"] },
    pkce: { required: () => true },
    claims: { email: ["email", "email_verified"], profile: ["name", "preferred_username"] },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId, ...people.get(accountId)?.claims }) }),
  });
  provider.use(async (context, next) => {
    await next();
    if (context.path === "/jwks") context.body = { keys: published.map((key) => key.jwk(key.publicKey)) };
    const tamper = context.oidc?.route === "token" && people.get(context.oidc.entities.Account?.accountId)?.tamper;
    if (tamper && context.body?.id_token) context.body = { ...context.body, id_token: bend(context.body.id_token, tamper) };
  });
  console.log(`listens on ${issuer}`);
});

process.stdin.resume().on("end", () => process.exit(0));
