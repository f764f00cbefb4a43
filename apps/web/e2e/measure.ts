/**
 * What a person waits for in a real Chromium, on a console that runs: `node e2e/measure.ts paint|typing|scrolling URL`
 * prints rows as JSON. `pnpm bench` calls it.
 */
import { type BrowserContext, chromium, type Page } from "@playwright/test";
import { findChromium } from "./support/find-chromium.ts";
import { signInAsDemo } from "./support/maru-api.ts";

interface Row {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** The most it may be. */
  readonly bar?: number;
}

declare global {
  interface Window {
    maruMeasured: {
      seenMs: number;
      blockingMs: number;
      longestTaskMs: number;
      longTasks: number;
      typedAtMs: number;
      answers: number[];
    };
  }
}

const paintRuns = 5;
const slow = { cpu: 4, latencyMs: 60, bytesPerSecond: 9_000_000 / 8 };
const typedTexts = ["민수", "김서연", "5678", "imp_1", "신한카드", "ㄱㅁㅅ", "30000", "지우 카드", "zqxj", "도윤"];
const typedRounds = 3;
/** What was asked before is on screen at once and asks nothing: so long after a keystroke nothing will be. */
const unaskedAfterMs = 500;
const rowsScrolled = 10_000;
const wheelPixels = 900;

/** Runs in the page before anything else: notes long tasks, and when the selector is first on screen. */
function watch(selector: string): void {
  const measured: Window["maruMeasured"] = {
    seenMs: 0,
    blockingMs: 0,
    longestTaskMs: 0,
    longTasks: 0,
    typedAtMs: 0,
    answers: [],
  };
  window.maruMeasured = measured;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      measured.longTasks += 1;
      measured.blockingMs += duration - 50;
      measured.longestTaskMs = Math.max(measured.longestTaskMs, duration);
    }
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    const element = document.querySelector(selector);
    if (element === null || element.getClientRects().length === 0) requestAnimationFrame(look);
    else measured.seenMs = performance.now();
  };
  requestAnimationFrame(look);
}

async function openContext(isSignedIn: boolean): Promise<BrowserContext> {
  return browser.newContext({
    baseURL: url,
    locale: "ko-KR",
    viewport: { width: 1440, height: 900 },
    ...(isSignedIn ? { storageState: await signInAsDemo(url, "admin") } : {}),
  });
}

async function openPage(context: BrowserContext, selector: string): Promise<Page> {
  const page = await context.newPage();
  await page.addInitScript(watch, selector);
  return page;
}

const [what = "", url = ""] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
const seen = (page: Page) => page.waitForFunction(() => window.maruMeasured.seenMs > 0);
const row = "tr[data-id]";

/** The first visit of a slow computer on a slow line, with nothing in the cache. */
async function paint(): Promise<Row[]> {
  const pages = [
    { what: "sign-in form", path: "/sign-in", selector: "input[name=email]", isSignedIn: false, barMs: 1000 },
    { what: "first payment row", path: "/payments", selector: row, isSignedIn: true, barMs: 1800 },
  ];
  const rows: Row[] = [];
  for (const { what: name, path, selector, isSignedIn, barMs } of pages) {
    const seenMs: number[] = [];
    const blockingMs: number[] = [];
    // The first run warms up what is not the page: the browser's own start and the server's first query.
    for (let run = 0; run <= paintRuns; run += 1) {
      const context = await openContext(isSignedIn);
      const page = await openPage(context, selector);
      const devTools = await context.newCDPSession(page);
      await devTools.send("Network.enable");
      await devTools.send("Network.emulateNetworkConditions", {
        offline: false,
        latency: slow.latencyMs,
        downloadThroughput: slow.bytesPerSecond,
        uploadThroughput: slow.bytesPerSecond,
      });
      await devTools.send("Emulation.setCPUThrottlingRate", { rate: slow.cpu });
      await page.goto(path, { waitUntil: "commit" });
      await seen(page);
      await page.evaluate(() => document.fonts.ready);
      const measured = await page.evaluate(() => window.maruMeasured);
      if (run > 0) {
        seenMs.push(measured.seenMs);
        blockingMs.push(measured.blockingMs);
      }
      await context.close();
    }
    const label = `cold cache, CPU ${slow.cpu} × slower, 9 Mbit/s, ${slow.latencyMs} ms: ${name}`;
    rows.push(
      { what: `${label}, median of ${paintRuns}`, value: median(seenMs) / 1000, unit: "s", bar: barMs / 1000 },
      { what: `${label}: blocking over the whole load`, value: median(blockingMs) / 1000, unit: "s", bar: 0.5 },
    );
  }
  return rows;
}

/** From each keystroke in the search box to the frame that shows its rows. */
async function typing(): Promise<Row[]> {
  const context = await openContext(true);
  const page = await openPage(context, row);
  await page.goto("/payments");
  await seen(page);
  await page.evaluate(() => {
    const measured = window.maruMeasured;
    let isAsked = false;
    document.addEventListener(
      "input",
      () => {
        measured.typedAtMs = performance.now();
        isAsked = false;
      },
      true,
    );
    new MutationObserver((changes) => {
      for (const { target } of changes) {
        if (!(target instanceof HTMLTableElement)) continue;
        if (target.getAttribute("aria-busy") === "true") isAsked = true;
        else if (isAsked) {
          isAsked = false;
          const since = measured.typedAtMs;
          requestAnimationFrame(() => measured.answers.push(performance.now() - since));
        }
      }
    }).observe(document, { subtree: true, attributes: true, attributeFilter: ["aria-busy"] });
  });
  const box = page.getByRole("search").getByRole("combobox");
  await box.focus();
  let shown = 0;
  for (let round = 0; round < typedRounds; round += 1) {
    for (const text of typedTexts) {
      for (const character of `${text}${round === 0 ? "" : round}`) {
        await page.keyboard.insertText(character);
        await page.waitForFunction(
          ({ before, unasked }) => {
            const { answers, typedAtMs } = window.maruMeasured;
            const isBusy = document.querySelector("table")?.getAttribute("aria-busy") === "true";
            return answers.length > before || (!isBusy && performance.now() - typedAtMs > unasked);
          },
          { before: shown, unasked: unaskedAfterMs },
        );
        shown = await page.evaluate(() => window.maruMeasured.answers.length);
      }
      await box.fill("");
      await page.waitForFunction(() => document.querySelector("table")?.getAttribute("aria-busy") === "false");
      shown = await page.evaluate(() => window.maruMeasured.answers.length);
    }
  }
  const { answers } = await page.evaluate(() => window.maruMeasured);
  await context.close();
  return [
    {
      what: `keystroke to rows on screen, ${answers.length} keystrokes, p95`,
      value: percentile(answers, 0.95),
      unit: "ms",
      bar: 150,
    },
    { what: "keystroke to rows on screen, median", value: median(answers), unit: "ms" },
  ];
}

/** Down through the list with the wheel, page after page coming in. */
async function scrolling(): Promise<Row[]> {
  const context = await openContext(true);
  const page = await openPage(context, row);
  await page.goto("/payments");
  await seen(page);
  await page.locator("table").hover({ position: { x: 300, y: 200 } });
  const lastRow = () =>
    page.evaluate(() =>
      Math.max(
        ...[...document.querySelectorAll("tr[data-id]")].map((each) => Number(each.getAttribute("aria-rowindex"))),
      ),
    );
  await page.evaluate(() => Object.assign(window.maruMeasured, { longTasks: 0, longestTaskMs: 0 }));
  await browser.startTracing(page, { categories: ["toplevel"] });
  let last = await lastRow();
  while (last < rowsScrolled) {
    await page.mouse.wheel(0, wheelPixels);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    last = await lastRow();
  }
  const taskMs = tasksOfPage(JSON.parse((await browser.stopTracing()).toString()));
  const { longTasks, longestTaskMs } = await page.evaluate(() => window.maruMeasured);
  await context.close();
  const label = `scrolling ${rowsScrolled.toLocaleString("en-US")} rows`;
  return [
    { what: `${label}: processor time of the longest task`, value: Math.max(...taskMs), unit: "ms", bar: 50 },
    { what: `${label}: processor time of tasks, p99`, value: percentile(taskMs, 0.99), unit: "ms" },
    { what: `${label}: longest task by the clock (0 where none reaches 50 ms)`, value: longestTaskMs, unit: "ms" },
    { what: `${label}: long tasks by the clock`, value: longTasks, unit: "tasks" },
  ];
}

interface Trace {
  readonly traceEvents: readonly {
    readonly name: string;
    readonly tid: number;
    readonly pid: number;
    /** Microseconds of the thread's own processor time, which other work on the machine does not lengthen. */
    readonly tdur?: number;
    readonly args: { readonly name?: string };
  }[];
}

/** Milliseconds of processor time of every task of a page's main thread that took any. */
function tasksOfPage({ traceEvents }: Trace): number[] {
  const threads = traceEvents.filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain");
  const isOfPage = (event: { pid: number; tid: number }) =>
    threads.some(({ pid, tid }) => pid === event.pid && tid === event.tid);
  const tasks = traceEvents.filter((event) => event.name === "ThreadControllerImpl::RunTask" && isOfPage(event));
  if (tasks.length === 0) throw new Error("this Chromium does not say what its tasks cost");
  return tasks.map(({ tdur = 0 }) => tdur / 1000).filter((ms) => ms >= 1);
}

function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

const measures: Readonly<Record<string, () => Promise<Row[]>>> = { paint, typing, scrolling };
const measure = measures[what];
try {
  if (measure === undefined) throw new Error(`there is no measure "${what}"`);
  process.stdout.write(JSON.stringify(await measure()));
} finally {
  await browser.close();
}
