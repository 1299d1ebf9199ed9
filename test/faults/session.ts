import { randomUUID } from 'node:crypto';

/** A signed-in browser, as far as HTTP goes. */
export class Session {
  readonly url: string;
  private cookie = '';
  private csrfToken = '';

  constructor(url: string) {
    this.url = url;
  }

  /** `link` is the one-time sign-in link. */
  async signIn(link: string): Promise<void> {
    const token = new URL(link).searchParams.get('token');
    const answer = await fetch(`${this.url}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: this.url },
      body: JSON.stringify({ token }),
    });
    if (!answer.ok) throw new Error(`Signing in answered ${answer.status}: ${await answer.text()}`);
    this.cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    this.csrfToken = (await this.get<{ csrfToken: string }>('/api/session')).csrfToken;
  }

  async get<T>(path: string): Promise<T> {
    return read<T>(path, await fetch(this.url + path, { headers: { cookie: this.cookie } }));
  }

  async send<T>(method: 'POST' | 'PUT' | 'PATCH', path: string, body: unknown): Promise<T> {
    const headers = this.headers();
    return read<T>(path, await fetch(this.url + path, { method, headers, body: JSON.stringify(body) }));
  }

  /** What a browser sends along with a write; each time a new intention. */
  headers(): Record<string, string> {
    return {
      'content-type': 'application/json',
      cookie: this.cookie,
      origin: this.url,
      'x-csrf-token': this.csrfToken,
      'idempotency-key': randomUUID(),
    };
  }
}

async function read<T>(path: string, answer: Response): Promise<T> {
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${text.slice(0, 500)}`);
  return JSON.parse(text) as T; // the contract of the route
}
