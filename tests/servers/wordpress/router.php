<?php
// What a web server's rewrite rules do for WordPress: its files, its uploads, and index.php for the rest.
function run_script(string $url, string $file): bool
{
    $_SERVER['SCRIPT_NAME'] = $_SERVER['PHP_SELF'] = $url;
    $_SERVER['SCRIPT_FILENAME'] = $file;
    chdir(dirname($file));
    require $file;
    return true;
}

$url = rawurldecode(parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH));
$root = getenv('WP_ROOT');
if (str_contains($url, '..')) {
    http_response_code(404);
    return true;
}
if (str_starts_with($url, '/wp-content/')) {
    $file = getenv('WP_RUN') . '/content' . substr($url, strlen('/wp-content'));
    if (is_file($file) && !str_ends_with($file, '.php')) {
        header('Content-Type: ' . (mime_content_type($file) ?: 'application/octet-stream'));
        readfile($file);
        return true;
    }
}
$file = $root . $url;
if ($url !== '/' && is_dir($file) && is_file(rtrim($file, '/') . '/index.php')) {
    $file = rtrim($file, '/') . '/index.php';
}
if ($url !== '/' && is_file($file)) {
    return str_ends_with($file, '.php') ? run_script($url, $file) : false;
}
return run_script('/index.php', $root . '/index.php');
