/** Tables that filter as one types: sends the form's fields and puts the answer's results in place. Without it the button does the same. */
export const filterScript = `
for (const form of document.querySelectorAll("form[data-live]")) {
  let timer;
  let newest = 0;
  const refresh = async () => {
    const asked = ++newest;
    const fields = new URLSearchParams([...new FormData(form)].filter(([, value]) => value !== ""));
    const address = location.pathname + (fields.size === 0 ? "" : "?" + fields);
    const answer = await fetch(address);
    if (!answer.ok || asked !== newest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const results = page.getElementById(form.dataset.live);
    if (results === null) return;
    document.getElementById(form.dataset.live).replaceChildren(...results.childNodes);
    history.replaceState(null, "", address);
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(refresh, 200);
  });
}
`;
