// When the service is asked while one writes: after a pause, one question at a time, stale answers dropped.

import { ServiceProblem } from "./service.js";

const PAUSE = 300;
const FIRST_RETRY = 2;
const LAST_RETRY = 30;

/** @typedef {{ask: (signal: AbortSignal) => Promise<any>, show: (answer: any) => void, wait: () => void,
 *   trouble: (problem: ServiceProblem, again: number | null) => void, pause?: number}} Ways */

/** Asks again whenever something changed. */
export class Checking {
  /** @param {Ways} ways */
  constructor(ways) {
    this.ways = ways;
    /** @type {AbortController | null} */
    this.running = null;
    this.timer = 0;
    this.retry = FIRST_RETRY;
  }

  /** Something changed: asks after a pause. @param {number} [pause] milliseconds */
  changed(pause = this.ways.pause ?? PAUSE) {
    this.stop();
    this.timer = window.setTimeout(() => void this.ask(), pause);
  }

  /** Drops what was asked and what was to be asked. */
  stop() {
    window.clearTimeout(this.timer);
    this.running?.abort();
    this.running = null;
  }

  async ask() {
    this.stop();
    const running = new AbortController();
    this.running = running;
    this.ways.wait();
    try {
      const answer = await this.ways.ask(running.signal);
      if (running.signal.aborted) return;
      this.retry = FIRST_RETRY;
      this.ways.show(answer);
    } catch (error) {
      if (running.signal.aborted) return;
      this.troubled(error instanceof ServiceProblem ? error : new ServiceProblem("failed", String(error)));
    }
  }

  /** @param {ServiceProblem} problem */
  troubled(problem) {
    const passes = problem.kind === "down" || problem.kind === "busy";
    const again = passes ? (problem.wait ?? this.retry) : null;
    if (again !== null) {
      this.retry = Math.min(this.retry * 2, LAST_RETRY);
      this.timer = window.setTimeout(() => void this.ask(), Math.max(again, 1) * 1000);
    }
    this.ways.trouble(problem, again);
  }
}
