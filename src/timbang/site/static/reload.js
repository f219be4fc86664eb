// Only in `timbang serve`: reload when the site is new, and show what is wrong when it could not be built.

const show = (fault) => {
  document.getElementById("timbang-fault")?.remove();
  if (!fault) return;
  const box = document.createElement("pre");
  box.id = "timbang-fault";
  box.setAttribute("role", "alert");
  box.textContent = fault;
  box.style.cssText =
    "position:fixed;inset:auto 0 0 0;z-index:9999;max-height:50vh;overflow:auto;margin:0;padding:1rem;" +
    "background:#7a1f1f;color:#fff;font:0.875rem/1.5 monospace;white-space:pre-wrap";
  document.body.append(box);
};

show(given.fault);
const source = new EventSource(given.address);
source.onmessage = ({ data }) => {
  const { fault } = JSON.parse(data);
  fault ? show(fault) : location.reload();
};
addEventListener("pagehide", () => source.close());
