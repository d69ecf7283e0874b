/**
 * The phone's share sheet posts a form with files (Web Share Target: "the user agent must … construct a POST request"). They are
 * kept on this device and the upload page takes it from there, with or without a network. What cannot be kept goes to the server,
 * which takes the same form.
 */
export async function takeShared(
  request: Request,
  keep: (files: readonly File[]) => Promise<void>,
  send: (request: Request) => Promise<Response>,
): Promise<Response> {
  const form = await request.formData();
  const files = form.getAll("images").filter((value): value is File => value instanceof File && value.size > 0);
  if (files.length === 0) return seeOther(request, "/upload/shared");
  try {
    await keep(files);
  } catch {
    // No Content-Type from the first request: its boundary is not that of the new body.
    return send(new Request(request.url, { method: "POST", body: form, redirect: request.redirect, credentials: "same-origin" }));
  }
  return seeOther(request, `/upload/shared?kept=${files.length}`);
}

/** 303: what comes next is looked at, not sent again. */
function seeOther(request: Request, path: string): Response {
  return Response.redirect(new URL(path, request.url).href, 303);
}
