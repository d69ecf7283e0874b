import { expect, it } from "vitest";
import { Tabs, type Word } from "./tabs";

const leads = (): Promise<void> => Promise.resolve();

it("leads where there are no locks and nobody answers, and follows whoever does", async () => {
  const heard: Word[] = [];
  const first = new Tabs((word) => {
    if (word.kind === "asked") first.say({ kind: "state", title: "Uploading", total: "1 of 2", share: 0.5, isSettled: false });
  });
  await first.join(leads);
  const second = new Tabs((word) => heard.push(word));
  await second.join(leads);
  expect([first.isLeading, second.isLeading, heard[0]?.kind]).toEqual([true, false, "state"]);
  first.leave();
  second.leave();
});

it("does not lead while it sleeps, so that another does", async () => {
  const first = new Tabs((word) => {
    if (word.kind === "asked" && first.isLeading) first.say({ kind: "state", title: "Uploading", total: "1 of 2", share: 0.5, isSettled: false });
  });
  await first.join(leads);
  first.sleep();
  const second = new Tabs((word) => {
    if (word.kind === "asked" && second.isLeading) second.say({ kind: "state", title: "Uploading", total: "1 of 2", share: 0.5, isSettled: false });
  });
  await second.join(leads);
  await first.join(leads);
  expect([first.isLeading, second.isLeading]).toEqual([false, true]);
  first.leave();
  second.leave();
});
