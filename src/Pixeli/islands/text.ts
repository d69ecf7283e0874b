import { language } from "texts";

type Values = Readonly<Record<string, string | number>>;

const numbers = new Intl.NumberFormat(language.locale);
const rules = new Intl.PluralRules(language.locale);

/** A text with its placeholders, `{name}`, filled in. */
export function fill(text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? numbers.format(value) : value;
  });
}

/** The form of a text that goes with a number, which fills `{count}`. */
export function plural(forms: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { other: string }, count: number, values: Values = {}): string {
  return fill(forms[rules.select(count)] ?? forms.other, { ...values, count });
}
