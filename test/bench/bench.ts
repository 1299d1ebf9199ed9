import { findChromium } from '@dayshift/local-services';
import { type Browser, chromium } from 'playwright-core';
import { type BareTemporal, startBareTemporal } from './support/bare/bare-temporal.ts';
import { type OwnTemporal, startOwnTemporal } from './support/own-temporal.ts';
import { type BenchProduct, startProduct } from './support/product.ts';
import { type Stub, startStub } from './support/stub.ts';

/** What several parts share, started when the first of them needs it and stopped at the end. */
export class Bench {
  #temporal: Promise<OwnTemporal> | undefined;
  #stub: Promise<Stub> | undefined;
  #product: Promise<BenchProduct> | undefined;
  #bareTemporal: Promise<BareTemporal> | undefined;
  #browser: Promise<Browser> | undefined;

  /** A Temporal server without the product. */
  temporal(): Promise<OwnTemporal> {
    this.#temporal ??= startOwnTemporal();
    return this.#temporal;
  }

  /** A service at the other end of every HTTP step, in a process of its own. */
  stub(): Promise<Stub> {
    this.#stub ??= startStub();
    return this.#stub;
  }

  /** The whole product as `npm start` composes it, in a process of its own on a data folder of its own. */
  product(): Promise<BenchProduct> {
    this.#product ??= this.stub().then(startProduct);
    return this.#product;
  }

  /** A worker without Dayshift on the product's Temporal server. */
  bareTemporal(): Promise<BareTemporal> {
    this.#bareTemporal ??= this.product().then(({ temporalAddress }) => startBareTemporal(temporalAddress));
    return this.#bareTemporal;
  }

  browser(): Promise<Browser> {
    this.#browser ??= launch();
    return this.#browser;
  }

  async stop(): Promise<void> {
    await this.#browser?.then((each) => each.close()).catch(() => undefined);
    // In this order, as each works with the next. What never started needs no stop.
    for (const started of [this.#bareTemporal, this.#product, this.#stub, this.#temporal]) {
      await started?.then((each) => each.stop()).catch(() => undefined);
    }
  }
}

async function launch(): Promise<Browser> {
  const found = await findChromium({ environment: process.env, say: (line) => console.log(line) });
  if ('unavailable' in found) throw new Error(`No Chromium to measure in: ${found.unavailable}.`);
  return chromium.launch({
    executablePath: found.path,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
