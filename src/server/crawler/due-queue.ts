/** The sources in the order in which they are due. Adding and taking one takes a time that hardly grows with their number. */

/** An entry of the queue. Its due time must not change while it is in the queue. */
export interface Due {
  /** Milliseconds since 1970. */
  readonly due: number;
  readonly host: string;
}

export class DueQueue<T extends Due> {
  /** A binary heap: no entry is due before the one at half of its index. */
  #later: T[] = [];
  /** Entries that are due, in the order in which they became so. */
  #ready: T[] = [];

  /** Time at which the next entry is due that was not due at the last `take`; `Infinity` if there is none. */
  get next(): number {
    return this.#later[0]?.due ?? Infinity;
  }

  clear(): void {
    this.#later = [];
    this.#ready = [];
  }

  /** Adds an entry. One that is never due is left out. */
  add(entry: T): void {
    if (entry.due === Infinity) return;
    const heap = this.#later;
    let index = heap.push(entry) - 1;
    for (let parent; index > 0 && heap[(parent = (index - 1) >> 1)]!.due > entry.due; index = parent)
      heap[index] = heap[parent]!;
    heap[index] = entry;
  }

  /** Removes and returns the entry that has been due for the longest time, of those whose hosts are free. */
  take(now: number, isFree: (host: string) => boolean): T | undefined {
    while (this.next <= now) this.#ready.push(this.#removeFirst());
    const index = this.#ready.findIndex(({ host }) => isFree(host));
    return index < 0 ? undefined : this.#ready.splice(index, 1)[0];
  }

  #removeFirst(): T {
    const heap = this.#later;
    const first = heap[0]!;
    const last = heap.pop()!;
    if (!heap.length) return first;
    let index = 0;
    for (let child; (child = 2 * index + 1) < heap.length; index = child) {
      if (child + 1 < heap.length && heap[child + 1]!.due < heap[child]!.due) child++;
      if (heap[child]!.due >= last.due) break;
      heap[index] = heap[child]!;
    }
    heap[index] = last;
    return first;
  }
}
