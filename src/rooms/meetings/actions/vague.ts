/** Words that say that somebody keeps at something and not what they do (practice: strategy-actions-smart; our own list). */
const vague =
  /\b(?:monitor(?:s|ed|ing)?|support(?:s|ed|ing)?|keep(?:s|ing)? an eye|offer(?:s|ed|ing)?|liaise|engage|be aware|continue to work|encourag(?:e|es|ing))\b/i

/** As many words may stand around such a verb before it is taken for a sentence that says what is done. */
const fewWords = 9

/**
 * Is an action nothing more than a vague verb ("School to monitor", "Offer support")? Then its writer is asked what exactly is done; it is a question and never a
 * refusal. Words that name a day, a number or a time say enough.
 */
export const isVague = (what: string): boolean =>
  vague.test(what) && what.trim().split(/\s+/).length <= fewWords && !/\d|\b(?:daily|weekly|every|each|twice|once)\b/i.test(what)
