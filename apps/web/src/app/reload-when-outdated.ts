const marker = 'dayshift-reloaded-at';
const pauseMs = 10_000;

/**
 * A page that was open while Dayshift was updated asks for files that are gone. One reload brings the new ones; a
 * second failure soon after is shown as the error it is.
 */
export function reloadWhenOutdated(): void {
  window.addEventListener('vite:preloadError', (event) => {
    if (Date.now() - Number(sessionStorage.getItem(marker)) < pauseMs) return;
    sessionStorage.setItem(marker, String(Date.now()));
    event.preventDefault();
    window.location.reload();
  });
}
