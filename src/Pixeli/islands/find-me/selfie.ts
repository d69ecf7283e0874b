import { findMe as texts } from "texts";

type State = "idle" | "camera" | "chosen";

const quality = 0.92;
const wanted: MediaStreamConstraints = { audio: false, video: { facingMode: "user", width: { ideal: 1280 }, height: { ideal: 960 } } };

/** Lets somebody take a picture of themselves, or choose one, and look at it before they send it. Returns what ends it. */
export function takeSelfies(root: HTMLElement): () => void {
  const form = root.querySelector("form")!;
  const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
  const video = form.querySelector("video")!;
  const image = form.querySelector("img")!;
  const named = form.querySelector<HTMLElement>(".named")!;
  const problem = form.querySelector<HTMLElement>("[role=alert]")!;
  let stream: MediaStream | null = null;
  let isOver = false;

  const show = (state: State): void => {
    root.dataset.state = state;
    for (const part of form.querySelectorAll<HTMLElement>("[data-when]")) part.hidden = !part.dataset.when!.split(" ").includes(state);
    video.hidden = state !== "camera";
    form.querySelector<HTMLElement>(".frame .hint")!.hidden = state !== "idle";
  };
  const tell = (words: string | null): void => {
    problem.hidden = words === null;
    problem.querySelector("span")!.textContent = words;
  };
  const stopCamera = (): void => {
    for (const track of stream?.getTracks() ?? []) track.stop();
    video.srcObject = stream = null;
  };
  const showChosen = (): void => {
    stopCamera();
    URL.revokeObjectURL(image.src);
    const file = input.files?.[0];
    image.hidden = named.hidden = true;
    if (file) image.src = URL.createObjectURL(file);
    show(file ? "chosen" : "idle");
  };

  const openCamera = async (): Promise<void> => {
    tell(null);
    if (!navigator.mediaDevices) return choose("user"); // no live picture without HTTPS: a phone's own camera still takes one
    try {
      stream = await navigator.mediaDevices.getUserMedia(wanted);
    } catch (failure) {
      tell((failure as DOMException).name === "NotAllowedError" ? texts.cameraDenied : texts.cameraMissing);
      return;
    }
    if (isOver) return stopCamera();
    video.srcObject = stream;
    show("camera");
    form.querySelector<HTMLElement>("[data-act=take]")!.focus({ preventScroll: true });
    await video.play();
  };
  const take = async (): Promise<void> => {
    const canvas = new OffscreenCanvas(video.videoWidth, video.videoHeight);
    canvas.getContext("2d")!.drawImage(video, 0, 0);
    const files = new DataTransfer();
    files.items.add(new File([await canvas.convertToBlob({ type: "image/jpeg", quality })], "selfie.jpg", { type: "image/jpeg" }));
    input.files = files.files;
    showChosen();
    form.querySelector<HTMLElement>("[type=submit]")!.focus({ preventScroll: true });
  };
  const choose = (camera: string | null): void => {
    if (camera) input.setAttribute("capture", camera);
    else input.removeAttribute("capture");
    input.click();
  };

  image.addEventListener("load", () => (image.hidden = false));
  image.addEventListener("error", () => {
    named.textContent = input.files?.[0]?.name ?? ""; // a picture that this browser cannot show, as HEIC: the server can read it
    named.hidden = named.textContent === "";
  });
  input.addEventListener("change", () => {
    tell(null);
    showChosen();
  });
  form.addEventListener("click", ({ target }) => {
    const act = (target as Element).closest<HTMLElement>("[data-act]")?.dataset.act;
    if (act === "camera") void openCamera();
    else if (act === "take") void take();
    else if (act === "cancel") showChosen();
    else if (act === "file") choose(null);
  });
  showChosen();
  return () => {
    isOver = true;
    stopCamera();
    URL.revokeObjectURL(image.src);
  };
}
