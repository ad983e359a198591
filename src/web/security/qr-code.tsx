import { encode } from "uqr";

/** A QR code drawn here: what it says leaves the browser by no other way. */
export function QrCode({ text, label }: { readonly text: string; readonly label: string }) {
  // The quiet zone of four modules is the standard's (ISO/IEC 18004).
  const { data, size } = encode(text, { ecc: "M", border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return (
    <svg className="qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={`M0 0h${size}v${size}h-${size}z`} fill="#fff" />
      <path d={squares.join("")} fill="#000" shapeRendering="crispEdges" />
    </svg>
  );
}
