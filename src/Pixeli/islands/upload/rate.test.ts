import { expect, it } from "vitest";
import { Rate } from "./rate";

it("measures what moves after a pause alone", () => {
  const rate = new Rate();
  rate.add(0, 0);
  rate.add(1000, 2_000_000);
  expect(rate.perSecond).toBe(2_000_000);
  rate.pause();
  rate.add(9000, 2_000_000);
  expect(rate.perSecond).toBe(0);
  rate.add(10_000, 5_000_000);
  expect(rate.perSecond).toBe(3_000_000);
});
