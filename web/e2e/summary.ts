// The last line says in plain words how it went, for whoever reads logs.
import type { FullConfig, Reporter, Suite, TestCase, TestResult } from '@playwright/test/reporter';

export default class Summary implements Reporter {
  readonly #outcomes = new Map<string, boolean>();
  #skipped = 0;

  onBegin(_: FullConfig, suite: Suite): void {
    console.log(`e2e: ${suite.allTests().length} tests`);
  }

  onTestEnd(test: TestCase, result: TestResult): void {
    if (result.status === 'skipped') this.#skipped += 1;
    else this.#outcomes.set(test.id, test.ok());
  }

  onEnd(): void {
    const passed = [...this.#outcomes.values()].filter(Boolean).length;
    const failed = this.#outcomes.size - passed;
    const skipped = this.#skipped ? `, ${this.#skipped} skipped` : '';
    console.log(`\ne2e: ${passed} passed, ${failed} failed${skipped}`);
  }

  printsToStdio(): boolean {
    return true;
  }
}
