import { icon } from "../icon";
import type { Point } from "./zoom";

/** A heart where the photo was tapped twice, for a moment. */
export function showHeart(stage: HTMLElement, { x, y }: Point): void {
  const heart = icon("heart");
  heart.classList.add("heart");
  heart.style.left = `calc(50% + ${x}px)`;
  heart.style.top = `calc(50% + ${y}px)`;
  stage.append(heart);
  setTimeout(() => heart.remove(), 800);
}
