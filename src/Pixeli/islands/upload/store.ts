import { toStored, type Item, type StoredItem } from "./item";

const name = "pixeli-uploads";
const tooOld = 7 * 24 * 3600_000;
/** Tells pages whether there is anything to look for, without opening a database. */
const flag = "pixeli-uploads";

/**
 * The queue and its files in IndexedDB, so that they survive a reload. A browser that has no room, or no database, is no reason
 * not to upload: then files are kept in memory and go with the page.
 */
export class Store {
  #database: Promise<IDBDatabase | null> | null = null;
  #memory = new Map<string, File>();
  #own = new Set<string>();

  static get isUsed(): boolean {
    try {
      return localStorage.getItem(flag) !== null;
    } catch {
      return false;
    }
  }

  /** Keeps new items and their files. False when some could not be kept beyond this page. */
  async add(items: readonly Item[], files: readonly File[]): Promise<boolean> {
    items.forEach((item, index) => this.#memory.set(item.id, files[index]!));
    this.raiseFlag();
    // The list first: what a reload interrupts is at least named. A file that is not kept yet says so then.
    let isKept = await this.#write(["items"], (store) => items.forEach((item) => store("items").put(toStored(item))));
    for (const [index, { id }] of items.entries()) {
      if (!this.#memory.has(id)) continue; // its fate came before its turn
      if (await this.#write(["files"], (store) => store("files").put(files[index]!, id))) {
        if (!this.#memory.delete(id)) await this.dropFile(id);
      } else isKept = false;
    }
    return isKept;
  }

  /** These files are in this page's memory only, and so is what becomes of them: another tab would look for files that it cannot have. */
  async keepFromOthers(items: readonly Item[], files: readonly File[]): Promise<void> {
    items.forEach(({ id }, index) => {
      this.#own.add(id);
      this.#memory.set(id, files[index]!);
    });
    await this.#write(["items", "files"], (store) => {
      for (const { id } of items) {
        store("items").delete(id);
        store("files").delete(id);
      }
    });
  }

  async save(item: Item): Promise<void> {
    if (this.#own.has(item.id)) return;
    await this.#write(["items"], (store) => store("items").put(toStored(item)));
  }

  /** The file of an item; null when it is gone. */
  async file(id: string): Promise<File | null> {
    const known = this.#memory.get(id);
    if (known) return known;
    return (await this.#read<File>("files", (store) => store.get(id) as IDBRequest<File>)) ?? null;
  }

  /** The file is not needed any more. */
  async dropFile(id: string): Promise<void> {
    this.#memory.delete(id);
    await this.#write(["files"], (store) => store("files").delete(id));
  }

  async remove(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#memory.delete(id);
    await this.#write(["items", "files"], (store) => {
      for (const id of ids) {
        store("items").delete(id);
        store("files").delete(id);
      }
    });
  }

  /** What is kept for somebody, in the order it was picked. What nobody came back for in a week is removed. */
  async all(owner: string): Promise<StoredItem[]> {
    const kept = (await this.#read<StoredItem[]>("items", (store) => store.getAll() as IDBRequest<StoredItem[]>)) ?? [];
    const old = kept.filter(({ id }) => Date.now() - parseInt(id.split("-")[0]!, 36) > tooOld);
    if (old.length > 0) await this.remove(old.map(({ id }) => id));
    if (kept.length === old.length) this.forgetFlag();
    return kept.filter((item) => item.owner === owner && !old.includes(item));
  }

  raiseFlag(): void {
    try {
      localStorage.setItem(flag, "1");
    } catch {
      // the next page will not look for them
    }
  }

  forgetFlag(): void {
    try {
      localStorage.removeItem(flag);
    } catch {
      // nothing was written either
    }
  }

  async #write(stores: string[], change: (store: (name: string) => IDBObjectStore) => void): Promise<boolean> {
    const database = await this.#open();
    if (!database) return false;
    return new Promise((resolve) => {
      try {
        const transaction = database.transaction(stores, "readwrite");
        transaction.oncomplete = () => resolve(true);
        transaction.onabort = transaction.onerror = () => resolve(false);
        change((store) => transaction.objectStore(store));
      } catch {
        resolve(false); // no room, or the database was closed
      }
    });
  }

  async #read<T>(store: string, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T | undefined> {
    const database = await this.#open();
    if (!database) return undefined;
    return new Promise((resolve) => {
      const request = ask(database.transaction(store).objectStore(store));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
    });
  }

  #open(): Promise<IDBDatabase | null> {
    this.#database ??= new Promise((resolve) => {
      try {
        const request = indexedDB.open(name, 1);
        request.onupgradeneeded = () => {
          request.result.createObjectStore("items", { keyPath: "id" });
          request.result.createObjectStore("files");
        };
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => resolve(null);
      } catch {
        resolve(null);
      }
    });
    return this.#database;
  }
}
