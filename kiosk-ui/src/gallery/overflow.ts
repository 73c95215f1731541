/**
 * Runs in the page: where something does not fit. Elements wider than their box or cut off by it, and text out of the
 * screen's sides; lists made to scroll, text for screen readers, and names shortened with an ellipsis are meant so.
 */
export function overflowing(): string[] {
  const found: string[] = [];
  const name = (element: Element) => `${element.tagName.toLowerCase()}.${element.getAttribute("class") ?? ""} "${(element.textContent ?? "").trim().slice(0, 40)}"`;
  const visit = (root: Document | ShadowRoot, scrolled: boolean) => {
    for (const element of root.children) look(element, scrolled);
  };
  const look = (element: Element, scrolled: boolean) => {
    if (!(element instanceof HTMLElement)) return;
    const style = getComputedStyle(element);
    if (style.display === "none" || element.classList.contains("visually-hidden") || style.clipPath !== "none" || element.classList.contains("table")) return;
    const scrolls = /auto|scroll/.test(style.overflowX + style.overflowY);
    const box = element.getBoundingClientRect();
    if (box.width > 0 && box.height > 0) {
      const outside = box.left < -1 || box.right > innerWidth + 1;
      if (outside && !scrolled) found.push(`out of the screen: ${name(element)}`);
      const longer = element.scrollHeight > element.clientHeight + 1;
      if (scrolls && longer && element.classList.contains("middle")) found.push(`needs scrolling: ${name(element)}`);
      const clamped = style.webkitLineClamp !== "none";
      const wide = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0 && style.display !== "inline";
      const cut = longer && /hidden|clip/.test(style.overflowY) && element.clientHeight > 0;
      if (!scrolls && !clamped && (wide || cut) && element.tagName !== "INPUT") found.push(`does not fit: ${name(element)}`);
    }
    for (const child of element.children) look(child, scrolled || scrolls);
    if (element.shadowRoot !== null) visit(element.shadowRoot, scrolled || scrolls);
  };
  look(document.body, false);
  return found;
}
