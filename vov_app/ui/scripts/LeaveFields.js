function LeaveFields() {
  useEffect(() => {
    // Before the router and the socket hear of it: the note must still go out, and with the old address.
    const moments = ["popstate", "beforeunload", "pagehide"];
    const leave = () => document.activeElement?.blur?.();
    moments.forEach((moment) => window.addEventListener(moment, leave, true));
    return () => moments.forEach((moment) => window.removeEventListener(moment, leave, true));
  }, []);
  return null;
}
