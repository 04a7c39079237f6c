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
  #routes: { fits: (url: string) => boolean; answer: () => Response }[] = [];

  constructor() {
    globalThis.fetch = (input, init = {}) => this.#open(String(input), init);
  }

  /** Answers every request for an address, or for all that look so, at once. */
  always(address: string | RegExp, answer: () => Response): void {
    const fits = (url: string) =>
      typeof address === 'string' ? url === new URL(address, document.baseURI).href : address.test(url);
    this.#routes.push({ fits, answer });
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
      const answer = this.#routes.find(({ fits }) => fits(url))?.answer;
      if (answer) resolve(answer());
      this.#waiting.splice(0).forEach((notice) => notice());
    });
  }
}
