<?php
/** Installs WordPress and writes the posts that `wordpress.test.js` asks for. */
define('WP_INSTALLING', true);
// Nobody is told of it by mail.
function wp_mail(): bool
{
    return true;
}
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';
require_once ABSPATH . 'wp-admin/includes/image.php';

wp_install('The Harbour &amp; Times', 'editor', 'editor@example.org', true, '', 'password');
foreach (get_posts(['post_type' => ['post', 'page'], 'numberposts' => -1, 'post_status' => 'any']) as $post) {
    wp_delete_post($post->ID, true);
}
update_option('timezone_string', 'Europe/Berlin');
update_option('permalink_structure', '/%year%/%postname%/');
update_option('posts_per_rss', 20);
$GLOBALS['wp_rewrite']->init();
create_initial_taxonomies();
$GLOBALS['wp_rewrite']->flush_rules(false);

$ada = wp_insert_user([
    'user_login' => 'ada',
    'user_pass' => 'password',
    'user_email' => 'ada@example.org',
    'display_name' => 'Ada Łund & Co',
    'role' => 'author',
]);

/** A post as editors write it: with the names of its tags and categories. Times are local ones of the site. */
function post(array $post): int
{
    $categories = array_map(fn ($name) => wp_create_category($name), $post['categories'] ?? []);
    $id = wp_insert_post(wp_slash($post + [
        'post_status' => 'publish',
        'post_author' => $GLOBALS['ada'],
        'post_category' => $categories,
    ]), true);
    if (is_wp_error($id)) {
        throw new Exception($id->get_error_message());
    }
    if ($post['tags'] ?? []) {
        wp_set_post_tags($id, $post['tags']);
    }
    return $id;
}

/** A picture in the library of media, with the renditions that the site makes of it. */
function picture(int $parent, string $alt): void
{
    $pixels = imagecreatetruecolor(1600, 900);
    ob_start();
    imagejpeg($pixels);
    $upload = wp_upload_bits('harbour.jpg', null, ob_get_clean());
    $id = wp_insert_attachment(['post_mime_type' => 'image/jpeg', 'post_title' => 'harbour'], $upload['file'], $parent);
    wp_update_attachment_metadata($id, wp_generate_attachment_metadata($id, $upload['file']));
    update_post_meta($id, '_wp_attachment_image_alt', $alt);
    set_post_thumbnail($parent, $id);
}

$talks = post([
    'post_title' => 'Talks resume in Geneva',
    'post_content' => '<!-- wp:paragraph --><p>Both sides sat down &amp; talked.</p><!-- /wp:paragraph -->',
    'post_excerpt' => 'Both sides are back at the table — for now.',
    'post_date' => '2026-05-26 09:30:00',
    'categories' => ['World'],
    'tags' => ['Peace Negotiations', 'Économie & Société'],
]);
picture($talks, 'The “old” harbour & its cranes');

post([
    'post_title' => 'Q&A: “Fish & chips” — is 5 < 6? 🎉',
    'post_content' => '<p>It isn&#8217;t [gallery] what you think. <strong>Really</strong>.</p>' . str_repeat('<p>Many more words follow here.</p>', 30),
    'post_date' => '2026-01-15 09:30:00',
    'categories' => ['Food'],
    'tags' => ['AC/DC', 'Économie & Société', 'Rock ’n’ Roll'],
]);
post([
    'post_title' => 'أخبار محادثات السلام',
    'post_content' => '<p>عاد الطرفان إلى طاولة المفاوضات.</p>',
    'post_date' => '2026-05-20 12:00:00',
    'categories' => ['World'],
    'tags' => ['سلام', '平和'],
]);
post([
    'post_title' => 'A zeppelin over the harbour',
    'post_content' => '<p>It was silver.</p>',
    'post_date' => '2026-05-19 12:00:00',
    'categories' => ['Sport'],
]);
post([
    'post_title' => 'Programming languages, old and new',
    'post_content' => '<p>Of all of them.</p>',
    'post_date' => '2026-05-18 12:00:00',
    'tags' => ['C'],
]);
post([
    'post_title' => 'Pointers, again',
    'post_content' => '<p>Of all of them.</p>',
    'post_date' => '2026-05-17 12:00:00',
    'tags' => ['C++'],
]);
post([
    'post_title' => '',
    'post_content' => '<p>A note without a title, as microblogs have them.</p>',
    'post_date' => '2026-05-16 12:00:00',
    'tags' => ['Notes'],
]);
post([
    'post_title' => 'Locked',
    'post_content' => '<p>The hidden content.</p>',
    'post_excerpt' => 'The hidden excerpt.',
    'post_password' => 'sesame',
    'post_date' => '2026-05-25 12:00:00',
    'tags' => ['Peace Negotiations'],
]);
post([
    'post_title' => 'Scheduled for much later',
    'post_status' => 'future',
    'post_date' => '2099-01-01 12:00:00',
    'tags' => ['Peace Negotiations'],
]);
post(['post_title' => 'Only a draft', 'post_status' => 'draft', 'tags' => ['Peace Negotiations']]);
post(['post_title' => 'Among ourselves', 'post_status' => 'private', 'post_date' => '2026-05-25 13:00:00', 'tags' => ['Peace Negotiations']]);

// More than the API gives at once.
wp_defer_term_counting(true);
for ($n = 1; $n <= 110; $n++) {
    post([
        'post_title' => "Tide table $n",
        'post_content' => '<p>High water.</p>',
        'post_date' => date('Y-m-d H:i:s', strtotime('2025-01-01 12:00:00') + $n * 3600),
        'tags' => ['Tides'],
    ]);
}
wp_defer_term_counting(false);

wp_insert_comment([
    'comment_post_ID' => $talks,
    'comment_author' => 'Grace',
    'comment_content' => 'At last, some <em>good</em> news.',
    'comment_approved' => 1,
    'comment_date' => '2026-05-26 10:00:00',
]);
