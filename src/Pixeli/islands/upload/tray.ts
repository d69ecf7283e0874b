import { upload as texts } from "texts";
import { fill } from "../text";
import { askKnown } from "./check";
import { copyText } from "./clipboard";
import { Follower } from "./follow";
import { hashOf } from "./hash";
import { fromStored, isRetriable, isSettled, isUnsent, newItem, type Item } from "./item";
import { Lines } from "./lines";
import { Options } from "./options";
import { person } from "./person";
import { UploadQueue } from "./queue";
import { Rate } from "./rate";
import { Sightings } from "./sightings";
import { Store } from "./store";
import { Tabs, type Word } from "./tabs";
import { Thumbnails } from "./thumbnails";
import { askByXhr, sendByTus, type Outcome } from "./tus";
import { filesWords, receipt, totalWords } from "./words";

const showEvery = 120;
const tellEvery = 500;

/** What the element of the tray does once there is something to upload: loaded only then. */
export class Tray {
  #store = new Store();
  #follower = new Follower(() => this.#queue.halt === "offline" && this.#queue.wake()); // the server is there again
  #sightings = new Sightings();
  #thumbnails = new Thumbnails();
  #rate = new Rate();
  #sentBefore = new WeakMap<Item, number>();
  #sent = 0;
  #spoken = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #told = 0;
  #wasSettled = true;
  #isAlone = false;
  #isAsleep = false;
  #lines: Lines;
  #queue: UploadQueue;
  #tabs = new Tabs((word) => this.#heard(word));
  #joined: Promise<void>;

  constructor(
    private readonly host: HTMLElement,
    private readonly owner: string,
  ) {
    this.#queue = this.#newQueue();
    this.#lines = new Lines(this.#part(".files"), this.#part("ul"), {
      retry: (item) => this.#queue.retry(item),
      cancel: (item) => this.#queue.cancel(item),
      picture: (item, found) => this.#thumbnails.want(item.photoId!, (url) => {
        item.thumbnail = url;
        found();
      }),
    });
    addEventListener("online", () => this.#queue.wake());
    addEventListener("offline", () => this.#queue.interrupt());
    addEventListener("beforeunload", (event) => this.#queue.isRunning && event.preventDefault());
    document.addEventListener("freeze", () => this.#fallAsleep());
    document.addEventListener("resume", () => this.#wakeUp());
    this.#on("fold", () => this.#fold());
    this.#on("close", () => void this.#close());
    this.#on("copy", () => void this.#copy());
    this.#on("retry", () => {
      this.#queue.items.filter(isRetriable).forEach((item) => this.#queue.retry(item));
      this.#part(".files").focus();
    });
    this.#on("stop", () => this.#askToStop(true));
    this.#on("go-on", () => {
      this.#askToStop(false);
      this.#part("[data-act=stop]").focus();
    });
    this.#on("really-stop", () => this.#stop());
    this.#joined = this.#join();
  }

  #newQueue(): UploadQueue {
    return new UploadQueue(
      {
        check: (items) => this.#check(items),
        send: (item, progress, signal) => this.#send(item, progress, signal),
        follow: (photoId, event) => this.#follower.follow(photoId, event),
        look: (photoId, seen) => this.#sightings.wait(photoId, seen),
        processAgain: async (photoId) => void (await fetch(`/photos/${photoId}/retry/`, { method: "POST" }).catch(() => undefined)),
        end: (url) => void askByXhr("DELETE", url, {}),
        pause: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      },
      (item) => this.#changed(item),
    );
  }

  async #join(): Promise<void> {
    const joined = this.#tabs.join(() => this.#takeUp());
    this.#tabs.say({ kind: "asked" });
    await joined;
  }

  /** The browser stops this tab for as long as nobody looks at it: another one goes on, unless only this one has the files. */
  #fallAsleep(): void {
    if (this.#isAlone || !this.#part("[data-part=note]").hidden) return;
    if (this.#tabs.isLeading) {
      this.#queue.leave();
      this.#queue = this.#newQueue();
      this.#sightings.forget();
      this.host.setAttribute("following", "");
    }
    this.#tabs.sleep();
    this.#isAsleep = true;
  }

  #wakeUp(): void {
    if (this.#isAsleep) this.#joined = this.#join();
    this.#isAsleep = false;
  }

  /** Asks what is to be said of some files, and starts. True when the queue has them for good: they survive this page. */
  async start(files: readonly File[], event: string, title: string | undefined): Promise<boolean> {
    const settings = await new Options(files, event, this.owner).ask(title);
    if (!settings) return false;
    await this.#joined;
    if ((this.#tabs.isLeading || this.#isAlone) && this.#queue.isSettled) await this.#forget();
    const items = files.map((file, index) => newItem(file, this.owner, event, settings[index]!));
    const kept = this.#store.add(items, files);
    if (this.#tabs.isLeading) this.#queue.add(items);
    else if ((await kept) && !this.#isAlone) this.#tabs.say({ kind: "added" });
    else await this.#sendAlone(items, files); // only this tab has the files
    this.host.hidden = false;
    this.#fold(false);
    this.#say(fill(texts.started, { files: filesWords(files.length) }));
    const isKept = (await kept) && !this.#isAlone;
    if (!isKept) this.#part("[data-part=note]").hidden = false;
    return isKept;
  }

  /** The network may be back, or its owner has signed in. */
  wake(): void {
    if (this.#queue.halt) this.#queue.wake();
  }

  /** Makes room: on a page for nobody there is a form to fill in. */
  makeRoom(): void {
    this.#fold(true);
  }

  #part(selector: string): HTMLElement {
    return this.host.querySelector<HTMLElement>(selector)!;
  }

  #on(act: string, run: () => void): void {
    this.#part(`[data-act=${act}]`).addEventListener("click", run);
  }

  /** This tab runs the queue from here on: what others left is taken up. */
  async #takeUp(): Promise<void> {
    this.#isAlone = false;
    this.host.removeAttribute("following");
    await this.#takeNew();
    this.host.hidden = this.#queue.items.length === 0;
  }

  async #takeNew(): Promise<void> {
    const all = await this.#store.all(this.owner);
    const known = new Set(this.#queue.items.map(({ id }) => id)); // only now: more may have come meanwhile
    const stored = all.filter(({ id }) => !known.has(id));
    if (stored.length === 0) return;
    if (known.size > 0 && this.#queue.isSettled && stored.some((item) => !isSettled(fromStored(item)))) void this.#forget();
    this.#queue.add(stored.map(fromStored));
    this.#store.raiseFlag();
    this.host.hidden = false;
  }

  /** What cannot be kept in the browser's database cannot be handed to the tab that sends. */
  async #sendAlone(items: readonly Item[], files: readonly File[]): Promise<void> {
    this.#isAlone = true;
    await this.#store.keepFromOthers(items, files);
    this.host.removeAttribute("following");
    this.#queue.add(items);
  }

  #heard(word: Word): void {
    if (this.#isAlone) return;
    if (this.#tabs.isLeading) {
      if (word.kind === "added") void this.#takeNew();
      if (word.kind === "asked") this.#tell();
      return;
    }
    if (word.kind === "closed") this.host.hidden = true;
    if (word.kind !== "state") return;
    this.host.hidden = false;
    this.host.setAttribute("following", ""); // another tab has the files
    this.host.toggleAttribute("settled", word.isSettled);
    this.#part(".title").textContent = word.title;
    this.#part(".total").textContent = word.total;
    this.#meter(word.share);
  }

  async #check(items: readonly Item[]): Promise<Map<string, string> | null> {
    const readable: Item[] = [];
    for (const item of items) {
      try {
        const file = await this.#store.file(item.id);
        if (!file) throw new Error("The file is gone");
        item.sha256 ??= await hashOf(file);
        readable.push(item);
      } catch {
        this.#queue.fail(item, texts.unreadable, true);
      }
    }
    return readable.length === 0 ? new Map() : askKnown(readable[0]!.event, readable);
  }

  async #send(item: Item, progress: (bytes: number) => void, signal: AbortSignal): Promise<Outcome> {
    if (person() !== this.owner) return { status: "signedOut" }; // nobody sends in somebody else's name
    const file = await this.#store.file(item.id);
    if (!file) return { status: "error", reason: texts.unreadable, isFinal: true };
    const begun = (url: string | null): void => {
      item.url = url;
      void this.#store.save(item);
    };
    return sendByTus(item, file, askByXhr, begun, progress, signal);
  }

  #changed(item: Item): void {
    this.#sent += Math.max(0, item.sent - (this.#sentBefore.get(item) ?? item.sent));
    this.#sentBefore.set(item, item.sent);
    if (this.#queue.halt) this.#rate.pause();
    else this.#rate.add(performance.now(), this.#sent);
    if (item.state !== "sending") void this.#keep(item);
    this.#timer ??= setTimeout(() => {
      this.#timer = null;
      this.#show();
    }, showEvery);
  }

  async #keep(item: Item): Promise<void> {
    await this.#store.save(item);
    if (!isUnsent(item) && (item.photoId !== null || item.state === "cancelled")) await this.#store.dropFile(item.id);
  }

  #show(): void {
    const { items, isSettled: settled, halt } = this.#queue;
    if (items.length === 0) return;
    const words = totalWords(items, this.#rate.perSecond, halt);
    const total = this.#part(".total");
    if (total.textContent !== words) total.textContent = words;
    this.#part(".title").textContent = settled ? texts.finished : texts.uploading;
    const all = Math.max(1, items.reduce((sum, { size }) => sum + size, 0));
    this.#meter(items.reduce((sum, item) => sum + (isSettled(item) ? item.size : item.sent), 0) / all);
    this.host.toggleAttribute("settled", settled);
    this.host.toggleAttribute("sent", !items.some(isUnsent));
    this.host.toggleAttribute("halted", halt !== null);
    this.#part("[data-part=sign-in]").hidden = halt !== "signedOut";
    this.#part("[data-act=retry]").hidden = !settled || !items.some(isRetriable);
    if (settled) this.#askToStop(false);
    this.#lines.show(items);
    this.#keepFocus();
    this.#tellProgress(settled, words);
    if (performance.now() - this.#told > tellEvery || settled) this.#tell();
  }

  /** Who is on a button that goes stays in the tray. */
  #keepFocus(): void {
    const held = document.activeElement;
    if (held && this.host.contains(held) && !held.checkVisibility({ visibilityProperty: true })) this.#part("[data-act=fold]").focus();
  }

  /** Screen readers hear a quarter at a time, and the end; so does the page, whose counts are the server's to tell. */
  #tellProgress(settled: boolean, words: string): void {
    const { items } = this.#queue;
    const quarter = Math.floor((4 * items.filter(isSettled).length) / items.length);
    if (settled ? !this.#wasSettled : quarter > this.#spoken) this.#say(words);
    if (settled && !this.#wasSettled) {
      for (const event of new Set(items.filter(({ state }) => state === "done").map((item) => item.event)))
        dispatchEvent(new CustomEvent("pixeli:uploaded", { detail: event }));
    }
    this.#wasSettled = settled;
    this.#spoken = settled ? 0 : quarter;
  }

  #say(words: string): void {
    this.#part("[role=status]").textContent = words;
  }

  #meter(share: number): void {
    this.host.querySelector<HTMLProgressElement>(".all")!.value = share;
  }

  #tell(): void {
    if (this.#queue.items.length === 0 || this.#isAlone) return;
    this.#told = performance.now();
    this.#tabs.say({
      kind: "state",
      title: this.#part(".title").textContent ?? "",
      total: this.#part(".total").textContent ?? "",
      share: this.host.querySelector<HTMLProgressElement>(".all")!.value,
      isSettled: this.#queue.isSettled,
    });
  }

  #fold(folded = !this.host.hasAttribute("folded")): void {
    this.host.toggleAttribute("folded", folded);
    this.#part("[data-act=fold]").setAttribute("aria-expanded", String(!folded));
    if (!folded && this.#queue.items.length > 0) this.#lines.show(this.#queue.items);
  }

  #askToStop(isAsked: boolean): void {
    this.#part("[data-part=stop]").hidden = !isAsked;
    if (isAsked) this.#part("[data-act=go-on]").focus();
  }

  #stop(): void {
    this.#askToStop(false);
    for (const item of this.#queue.items) this.#queue.cancel(item);
    this.#part("[data-act=fold]").focus();
  }

  async #close(): Promise<void> {
    this.host.hidden = true;
    document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
    await this.#forget();
    this.#tabs.say({ kind: "closed" });
  }

  async #forget(): Promise<void> {
    const over = this.#queue.clear();
    this.#sightings.forget();
    this.#lines.show([]);
    this.#spoken = 0;
    this.#part("[data-part=note]").hidden = true;
    await this.#store.remove(over.map(({ id }) => id));
    if (this.#queue.items.length === 0 && !this.#isAlone) this.#store.forgetFlag();
    this.#isAlone = false;
  }

  async #copy(): Promise<void> {
    const words = await copyText(receipt(this.#queue.items, location.origin)).then(() => texts.copied, () => texts.notCopied);
    this.#say(words);
    const label = this.#part("[data-act=copy] span");
    label.textContent = words;
    setTimeout(() => (label.textContent = texts.copy), 2500);
  }
}
