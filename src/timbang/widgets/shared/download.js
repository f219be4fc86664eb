/** Files that a learner takes home. */

/**
 * Offer a file. False when the browser refuses.
 * @param {string} name @param {string} type @param {string} content
 */
export function download(name, type, content) {
  try {
    const address = URL.createObjectURL(new Blob([content], { type }));
    const link = document.createElement("a");
    link.href = address;
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    return true;
  } catch {
    return false;
  }
}

/**
 * Rows as CSV that a spreadsheet of that language opens: Indonesian ones expect semicolons and decimal commas.
 * @param {string} language @param {(string | number | null | undefined)[][]} rows
 */
export function csv(language, rows) {
  const [separator, point] = language === "id" ? [";", ","] : [",", "."];
  const cell = (/** @type {string | number | null | undefined} */ value) => {
    if (typeof value === "number") return `${value}`.replace(".", point);
    // A text that starts like a formula would be run as one.
    const text = `${value ?? ""}`.replace(/^[=+\-@]/, "'$&");
    return /[",;\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(separator)).join("\r\n")}\r\n`;
}
