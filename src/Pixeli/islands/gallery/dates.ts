import { language } from "texts";

const months = language.months.split(" ");
const weekdays = language.weekdays.split(" ");
const two = (number: number): string => String(number).padStart(2, "0");

/** Writes a moment by one of the language's patterns, as the server does. `local` counts milliseconds by the clock of the place. */
function write(pattern: string, local: number): string {
  const date = new Date(local);
  const parts: Record<string, string> = {
    yyyy: String(date.getUTCFullYear()),
    MMMM: months[date.getUTCMonth()] ?? "",
    ddd: weekdays[date.getUTCDay()] ?? "",
    d: String(date.getUTCDate()),
    HH: two(date.getUTCHours()),
    mm: two(date.getUTCMinutes()),
  };
  return pattern.replace(/yyyy|MMMM|ddd|d|HH|mm/g, (part) => parts[part] ?? part);
}

export const msOfDay = 86_400_000;

export const dayHeading = (local: number): string => write(language.dayHeading, local);
export const dayAndTime = (local: number): string => write(language.dayAndTime, local);
export const day = (local: number): string => write(language.day, local);
const dayOfYear = (local: number): string => write(language.dayOfYear, local);
const brief = (words: string): string => words.replace(/(\p{L}{3})\p{L}+/u, "$1");
/** A day where there is little room. */
export const briefDay = (local: number): string => brief(day(local));
/** A day where there is less, and the year is known. */
export const briefDayOfYear = (local: number): string => brief(dayOfYear(local));
export const time = (local: number): string => write(language.time, local);
export const month = (local: number): string => write("MMMM", local).slice(0, 3);
export const monthAndYear = (local: number): string => write("MMMM yyyy", local);
