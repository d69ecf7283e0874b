import { fileURLToPath } from "node:url";

export default { resolve: { alias: { texts: fileURLToPath(new URL("../Web/Texts/en.json", import.meta.url)) } } };
