// Listens for builds on behalf of the open pages: one channel for all of them. Pages have
// no right to ask the server anything, here or when published; this worker has.
"use strict";
const pages = new Map();

const json = (path) => fetch(`/.dossier/${path}`, { cache: "no-store" }).then((it) => it.json());

// Tells pages how they look now, and what was found.
async function tell(ports) {
  try {
    const told = await json("told");
    await Promise.all(
      ports.map(async (port) => {
        const path = pages.get(port);
        if (path === undefined) return;
        const { page } = await json(`page?path=${encodeURIComponent(path)}`);
        port.postMessage({ page, told });
      }),
    );
  } catch {
    // The server is gone for now; the channel tells when it is back.
  }
}

let isOpen = false;
function listen() {
  if (isOpen) return;
  isOpen = true;
  const events = new EventSource("/.dossier/events");
  events.onmessage = () => tell([...pages.keys()]);
  events.onerror = () => {
    for (const port of pages.keys()) port.postMessage({ isAway: true });
    // Closed for good, as after a refusal: try again later.
    if (events.readyState === EventSource.CLOSED) {
      isOpen = false;
      setTimeout(listen, 2000);
    }
  };
}

function meet(port) {
  port.onmessage = ({ data }) => {
    if (data.isLeaving) {
      pages.delete(port);
    } else {
      pages.set(port, data.path);
      listen();
      tell([port]);
    }
  };
}

if (typeof SharedWorkerGlobalScope === "undefined") meet(self);
else self.onconnect = ({ ports }) => meet(ports[0]);
