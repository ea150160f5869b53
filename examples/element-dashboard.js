// A page that listens to two calculators and sets them both.
import "../precopy-calculator.js";

const show = (id, seconds) => (document.getElementById(id).textContent = seconds === null ? "no bound" : `${seconds.toFixed(3)} s`);

for (const id of ["web", "db"]) {
  const calculator = document.getElementById(id);
  const tell = ({ bound }) => {
    show(`${id}-down`, bound.downtimeSeconds);
    show(`${id}-time`, bound.migrationTimeSeconds);
  };
  calculator.addEventListener("result", (event) => tell(event.detail));
  if (calculator.result) tell(calculator.result);
}

document.getElementById("faster").addEventListener("click", () => {
  for (const calculator of document.querySelectorAll("precopy-calculator")) calculator.setAttribute("link", "25 Gbit/s");
});
