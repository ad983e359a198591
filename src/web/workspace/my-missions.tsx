export const handle = { interactive: true };
export default function Page() {
  return <p>…</p>;
}
