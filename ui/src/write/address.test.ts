import { expect, it } from "vitest";
import { webAddress } from "./address";

it("takes an address as it is typed, and nothing that runs", () => {
  expect(webAddress(" example.org/video/9 ")).toBe("https://example.org/video/9");
  expect(webAddress("http://example.org")).toBe("http://example.org/");
  expect(webAddress("example.org:8080/a")).toBe("https://example.org:8080/a");
  for (const bad of [
    "",
    "two words",
    "javascript:alert(1)",
    "data:text/html,x",
    "mailto:a@b.example",
    "localhost",
    "/a",
  ]) {
    expect(webAddress(bad), bad).toBeNull();
  }
});
