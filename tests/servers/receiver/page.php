<?php
// A story's page, as plain as it can be: what a CMS's own templates do with what it was given.
// The HTML of `bodies`, `descriptions` and `headlines` is Copydesk's own: text is escaped, links are http(s) or mailto.
header('Content-Type: text/html; charset=utf-8');
header("Content-Security-Policy: default-src 'none'; img-src 'self'");
$data = json_decode($row['data'], true);
$desk = json_decode($row['copydesk'], true);
$text = fn(?string $plain) => htmlspecialchars((string) $plain, ENT_QUOTES | ENT_SUBSTITUTE);

/** The notes to readers that stand here: their words in `bodies`, label and time in `copydesk.notes`, in the same order. */
$notes = array_values(array_filter($data['bodies'] ?? [], fn($body) => $body['role'] !== 'main'));
$say = function (string $place) use ($notes, $desk, $text): void {
    foreach ($notes as $n => $note) {
        $about = $desk['notes'][$n] ?? ['placement' => 'top', 'label' => '', 'printedAt' => ''];
        if ($about['placement'] === $place) {
            echo '<aside><strong>', $text($about['label']), '</strong> ', $note['value'], ' <small>', $text($about['printedAt']), '</small></aside>';
        }
    }
};
?>
<!doctype html>
<html lang="<?= $text($data['language'] ?? '') ?>">
<meta charset="utf-8">
<title><?= $text($data['title'] ?? '') ?></title>
<h1><?= part($data['headlines'] ?? [], 'main') ?></h1>
<p><?= part($data['descriptions'] ?? [], 'deck') ?></p>
<p><?= $text($data['by'] ?? '') ?></p>
<?php foreach ($data['associations'] ?? [] as $picture) {
    if (($picture['rel'] ?? '') === 'lead') {
        echo '<figure><img src="', $text($picture['renditions'][0]['href']), '" alt="', $text(part($picture['descriptions'] ?? [], 'altText', 'text/plain')), '">';
        echo '<figcaption>', part($picture['descriptions'] ?? [], 'caption'), ' ', $text($picture['infoSources'][0]['name'] ?? ''), '</figcaption></figure>';
    }
}
$say('top');
echo part($data['bodies'] ?? [], 'main');
$say('foot');
