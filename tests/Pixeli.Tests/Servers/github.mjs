// GitHub's web application flow for the tests: oidc-provider does the OAuth 2.0 at GitHub's paths, and beside it stands the part of
// GitHub's API that says who somebody is. Ends with its standard input.
import { createServer } from "node:http";
import { Provider } from "oidc-provider";

const people = new Map();
let provider;

async function api(request, response, path) {
  const token = await provider.AccessToken.find(request.headers.authorization?.replace("Bearer ", ""));
  const person = token && request.headers["user-agent"] && people.get(token.accountId);
  response.writeHead(person ? 200 : 401, { "content-type": "application/json" });
  response.end(JSON.stringify(!person ? { message: "Bad credentials" } : path === "/user" ? person.claims.user : person.claims.emails));
}

const server = createServer(async (request, response) => {
  const [, person] = /^\/people\/([^/]+)$/.exec(request.url) ?? [];
  const [, path] = /^\/api\/v3(\/user(?:\/emails)?)$/.exec(request.url) ?? [];
  if (path) return api(request, response, path);
  if (!person) return provider.callback()(request, response);
  let body = "";
  for await (const chunk of request) body += chunk;
  people.set(person, JSON.parse(body));
  response.writeHead(204).end();
});

server.listen(0, "127.0.0.1", () => {
  const address = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(address, {
    clients: [
      {
        client_id: "pixeli",
        client_secret: "a secret with : and %",
        application_type: "native", // so that the application's port does not matter
        redirect_uris: ["http://127.0.0.1/auth/oauth/github/callback"],
        grant_types: ["authorization_code"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    routes: { authorization: "/login/oauth/authorize", token: "/login/oauth/access_token" },
    scopes: ["read:user", "user:email"],
    cookies: { keys: ["for tests"] },
    pkce: { required: () => true },
    findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
  });
  console.log(`listens on ${address}`);
});

process.stdin.resume().on("end", () => process.exit(0));
