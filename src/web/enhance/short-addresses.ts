/** A search's address names what was asked for, not every field that stayed empty. */
export function shortenAddresses(): void {
  for (const form of document.querySelectorAll("form")) {
    form.addEventListener("formdata", ({ formData }) => {
      for (const [name, value] of [...formData]) if (value === "") formData.delete(name);
    });
  }
}
