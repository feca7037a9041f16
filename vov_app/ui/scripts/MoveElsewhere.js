function MoveElsewhere({ now }) {
  useEffect(() => {
    if (!now) return;
    // Reflex hangs up when a page rests in the browser's cache, and dials again when it is seen: in that order
    // everything that was sent is still read by the server that stops, and the answers come from another one.
    window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true }));
    document.dispatchEvent(new Event("visibilitychange"));
  }, [now]);
  return null;
}
