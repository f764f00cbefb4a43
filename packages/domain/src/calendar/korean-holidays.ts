import type { Localised } from "../locale.ts";

const newYear: Localised = { ko: "신정", en: "New Year's Day" };
const seollal: Localised = { ko: "설날 연휴", en: "Seollal" };
const independence: Localised = { ko: "삼일절", en: "Independence Movement Day" };
const labour: Localised = { ko: "노동절", en: "Labour Day" };
const children: Localised = { ko: "어린이날", en: "Children's Day" };
const buddha: Localised = { ko: "부처님오신날", en: "Buddha's Birthday" };
const memorial: Localised = { ko: "현충일", en: "Memorial Day" };
const constitution: Localised = { ko: "제헌절", en: "Constitution Day" };
const liberation: Localised = { ko: "광복절", en: "Liberation Day" };
const chuseok: Localised = { ko: "추석 연휴", en: "Chuseok" };
const foundation: Localised = { ko: "개천절", en: "National Foundation Day" };
const hangeul: Localised = { ko: "한글날", en: "Hangeul Day" };
const christmas: Localised = { ko: "성탄절", en: "Christmas Day" };
const substitute: Localised = { ko: "대체공휴일", en: "Substitute holiday" };
const temporary: Localised = { ko: "임시공휴일", en: "Temporary holiday" };
const election: Localised = { ko: "선거일", en: "Election day" };

/**
 * Days on which Korean banks do not work, beside weekends, by year and then `MM-DD`. Every day is written down, because
 * substitute days, elections and temporary holidays follow from decisions and not from arithmetic. The government prints
 * a year's list in the middle of the year before; add the year here then. Banks rest on 1 May although it became a public
 * holiday only in 2026; Constitution Day became one again in the same year.
 */
export const koreanHolidays: Readonly<Record<string, Readonly<Record<string, Localised>>>> = {
  "2024": {
    "01-01": newYear,
    "02-09": seollal,
    "02-10": seollal,
    "02-11": seollal,
    "02-12": substitute,
    "03-01": independence,
    "04-10": election,
    "05-01": labour,
    "05-05": children,
    "05-06": substitute,
    "05-15": buddha,
    "06-06": memorial,
    "08-15": liberation,
    "09-16": chuseok,
    "09-17": chuseok,
    "09-18": chuseok,
    "10-01": temporary,
    "10-03": foundation,
    "10-09": hangeul,
    "12-25": christmas,
  },
  "2025": {
    "01-01": newYear,
    "01-27": temporary,
    "01-28": seollal,
    "01-29": seollal,
    "01-30": seollal,
    "03-01": independence,
    "03-03": substitute,
    "05-01": labour,
    "05-05": children,
    "05-06": substitute,
    "06-03": election,
    "06-06": memorial,
    "08-15": liberation,
    "10-03": foundation,
    "10-05": chuseok,
    "10-06": chuseok,
    "10-07": chuseok,
    "10-08": substitute,
    "10-09": hangeul,
    "12-25": christmas,
  },
  "2026": {
    "01-01": newYear,
    "02-16": seollal,
    "02-17": seollal,
    "02-18": seollal,
    "03-01": independence,
    "03-02": substitute,
    "05-01": labour,
    "05-05": children,
    "05-24": buddha,
    "05-25": substitute,
    "06-03": election,
    "06-06": memorial,
    "07-17": constitution,
    "08-15": liberation,
    "08-17": substitute,
    "09-24": chuseok,
    "09-25": chuseok,
    "09-26": chuseok,
    "10-03": foundation,
    "10-05": substitute,
    "10-09": hangeul,
    "12-25": christmas,
  },
  "2027": {
    "01-01": newYear,
    "02-06": seollal,
    "02-07": seollal,
    "02-08": seollal,
    "02-09": substitute,
    "03-01": independence,
    "05-01": labour,
    "05-03": substitute,
    "05-05": children,
    "05-13": buddha,
    "06-06": memorial,
    "07-17": constitution,
    "07-19": substitute,
    "08-15": liberation,
    "08-16": substitute,
    "09-14": chuseok,
    "09-15": chuseok,
    "09-16": chuseok,
    "10-03": foundation,
    "10-04": substitute,
    "10-09": hangeul,
    "10-11": substitute,
    "12-25": christmas,
    "12-27": substitute,
  },
};
