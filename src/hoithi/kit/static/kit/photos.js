// What is done to a file in the browser before it is sent.
const PHOTO = 2560, QUALITY = 0.85, HASHED = 64 * 2 ** 20;

/** A photo made smaller, upright; the file itself when it is no photo, or the browser cannot read it, or it gains little. */
export const smaller = async (file) => {
  if (!/\.(jpe?g|heic|heif|webp)$/i.test(file.name) || !window.createImageBitmap) return file;
  try {
    const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
    const scale = Math.min(1, PHOTO / Math.max(picture.width, picture.height));
    if (scale === 1 && file.size < 1e6) return file;
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(picture.width * scale);
    canvas.height = Math.round(picture.height * scale);
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    picture.close();
    const made = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
    if (!made || made.size > file.size * 0.9) return file;
    return new File([made], file.name.replace(/\.\w+$/, ".jpg"), { type: "image/jpeg" });
  } catch {
    return file;
  }
};

/** The SHA-256 of a file that is not too large to be read at once; "" when it is, or the browser gives none. */
export const hashOf = async (file) => {
  if (file.size > HASHED || !window.crypto?.subtle) return "";
  const digest = await crypto.subtle.digest("SHA-256", await file.arrayBuffer());
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
};
