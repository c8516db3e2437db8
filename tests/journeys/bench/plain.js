// The baseline of the diff bench: the same text, asked of the same core, as plain paragraphs in the same face and measure.
import "../../../ui/src/fonts.css";
import "../../../ui/src/tokens.css";
import "./bare.css";

window.show = async (story, revision) => {
  const response = await fetch("/call/revision_open", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ story, revision }),
  });
  const { blocks } = await response.json();
  const paragraphs = blocks.map(({ text }) => {
    const paragraph = document.createElement("p");
    paragraph.textContent = text;
    return paragraph;
  });
  document.querySelector("article").replaceChildren(...paragraphs);
};
