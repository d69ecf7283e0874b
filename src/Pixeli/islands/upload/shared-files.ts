/** A file from the phone's share sheet that waits for its event. The first person who looks at it here is its owner. */
export interface SharedFile {
  readonly id: number;
  readonly file: File;
  readonly owner: string | null;
  readonly at: number;
}

type Entry = Omit<SharedFile, "id"> & { id?: number };

const name = "pixeli-shared";
const tooOld = 7 * 24 * 3600_000;

/** Keeps files until their owner chooses an event: all of them, or it fails. */
export async function keepShared(files: readonly File[]): Promise<void> {
  await change((store) => {
    for (const file of files) store.add({ file, owner: null, at: Date.now() } satisfies Entry);
  });
}

/** What waits for somebody, which is theirs from here on; for nobody, what is still nobody's. What nobody came back for in a week goes. */
export async function sharedFiles(person: string): Promise<SharedFile[]> {
  const mine: SharedFile[] = [];
  await change((store) => {
    const all = store.getAll() as IDBRequest<SharedFile[]>;
    all.onsuccess = () => {
      for (const entry of all.result) {
        if (Date.now() - entry.at > tooOld) store.delete(entry.id);
        else if (entry.owner === null || entry.owner === person) {
          mine.push(entry);
          if (entry.owner === null && person) store.put({ ...entry, owner: person });
        }
      }
    };
  });
  return mine;
}

export async function removeShared(files: readonly SharedFile[]): Promise<void> {
  await change((store) => files.forEach(({ id }) => store.delete(id)));
}

async function change(act: (store: IDBObjectStore) => void): Promise<void> {
  const database = await open();
  try {
    await new Promise<void>((resolve, reject) => {
      const transaction = database.transaction("files", "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("Nothing was kept"));
      act(transaction.objectStore("files"));
    });
  } finally {
    database.close();
  }
}

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore("files", { keyPath: "id", autoIncrement: true });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("There is no database"));
  });
}
