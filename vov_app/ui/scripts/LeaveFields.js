function LeaveFields() {
  useEffect(() => {
    // Before the router and the socket hear of it: the note must still go out, and with the old address.
    const moments = ["popstate", "beforeunload", "pagehide"];
    // A page that only moves to another server stays, and so does the focus.
    const leave = (event) => event.isTrusted && document.activeElement?.blur?.();
    moments.forEach((moment) => window.addEventListener(moment, leave, true));
    return () => moments.forEach((moment) => window.removeEventListener(moment, leave, true));
  }, []);
  return null;
}
