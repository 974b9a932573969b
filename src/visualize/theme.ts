import type {Formats} from "../lib/format.ts";
import type {Measure} from "./text.ts";

/** What every chart is given: how people here write, how wide text runs, and names as the fonts can show them. */
export interface Theme {
  readonly formats: Formats;
  readonly measure: Measure;
  readonly legible: (text: string) => string;
}

/** CSS pixels: 7.5 inches, which fits A4 with narrow margins and is hardly scaled in a mail of 640 px. */
export const width = 720;
/** 300 dots per inch. */
export const dotsPerPixel = 300 / 96;
export const dotsPerMetre = Math.round(300 / 0.0254);

export const fontFamily = "Inter, 'DejaVu Sans'";
export const sizes = {title: 19, subtitle: 13, label: 12.5} as const;
export const margin = {left: 16, right: 16, top: 14, bottom: 12} as const;

/** Okabe & Ito's colours, which readers with any colour vision tell apart; blue and orange differ in grey as well. */
export const colours = {
  ink: "#1f2328",
  quiet: "#57606a",
  axis: "#8c959f",
  grid: "#e7eaee",
  paper: "#ffffff",
  blue: "#0072b2",
  paleBlue: "#a9d1ea",
  orange: "#e69f00",
  /** Orange dark enough for letters on white. */
  orangeText: "#8a5a00",
  vermilion: "#d55e00",
  vermilionText: "#b24c00",
} as const;
