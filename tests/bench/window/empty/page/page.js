// Says that the page takes keys, as ours does: once what it shows is painted.
addEventListener("keydown", () => {});
requestAnimationFrame(() => setTimeout(() => window.__TAURI_INTERNALS__.invoke("call", {})));
