/**
 * A network in the hands of the test: every request is noted, and stays open until the test answers or fails it.
 * Replaces `fetch`; `restore` puts it back.
 */
export interface OpenRequest {
  url: string;
  init: RequestInit;
  aborted: boolean;
  reply(body?: BodyInit | null, init?: ResponseInit): void;
  fail(error?: Error): void;
}

export class Network {
  readonly requests: OpenRequest[] = [];
  #fetch = globalThis.fetch;
  #waiting: (() => void)[] = [];
  #routes = new Map<string, () => Response>();

  constructor() {
    globalThis.fetch = (input, init = {}) => this.#open(String(input), init);
  }

  /** Answers every request for an address at once. */
  always(path: string, answer: () => Response): void {
    this.#routes.set(new URL(path, document.baseURI).href, answer);
  }

  /** The request number `index`, as soon as there is one. */
  async request(index = 0): Promise<OpenRequest> {
    while (!this.requests[index]) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    return this.requests[index]!;
  }

  restore(): void {
    globalThis.fetch = this.#fetch;
  }

  #open(url: string, init: RequestInit): Promise<Response> {
    return new Promise((resolve, reject) => {
      const request: OpenRequest = {
        url,
        init,
        aborted: false,
        reply: (body = '', answer = {}) => resolve(new Response(body, answer)),
        fail: (error = new TypeError('Failed to fetch')) => reject(error),
      };
      init.signal?.addEventListener('abort', () => {
        request.aborted = true;
        reject(init.signal!.reason);
      });
      this.requests.push(request);
      const answer = this.#routes.get(url);
      if (answer) resolve(answer());
      this.#waiting.splice(0).forEach((notice) => notice());
    });
  }
}
