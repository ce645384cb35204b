<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
<context>
    <name>Above</name>
    <message>
        <source>Many new posts above</source>
        <translation>منشورات جديدة كثيرة في الأعلى</translation>
    </message>
    <message numerus="yes">
        <source>%n new post(s) above</source>
        <translation>
            <numerusform>لا منشورات جديدة في الأعلى</numerusform>
            <numerusform>منشور جديد في الأعلى</numerusform>
            <numerusform>منشوران جديدان في الأعلى</numerusform>
            <numerusform>%n منشورات جديدة في الأعلى</numerusform>
            <numerusform>%n منشورًا جديدًا في الأعلى</numerusform>
            <numerusform>%n منشور جديد في الأعلى</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Album</name>
    <message numerus="yes">
        <source>Look at all %n pictures</source>
        <translation>
            <numerusform>عرض كل الصور</numerusform>
            <numerusform>عرض الصورة</numerusform>
            <numerusform>عرض الصورتين</numerusform>
            <numerusform>عرض كل الصور (%n)</numerusform>
            <numerusform>عرض كل الصور (%n)</numerusform>
            <numerusform>عرض كل الصور (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>Look at picture %1</source>
        <translation>عرض الصورة %1</translation>
    </message>
</context>
<context>
    <name>Albums</name>
    <message>
        <source>Pictures</source>
        <translation>الصور</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>الألبومات</translation>
    </message>
    <message>
        <source>Which circle</source>
        <translation>أيّ دائرة</translation>
    </message>
    <message>
        <source>No pictures yet</source>
        <translation>لا صور بعد</translation>
    </message>
    <message>
        <source>Every picture that somebody shares with this circle stands here, by month.</source>
        <translation>تظهر هنا كل صورة يشاركها أحدهم مع هذه الدائرة، مرتبة بحسب الأشهر.</translation>
    </message>
</context>
<context>
    <name>Answering</name>
    <message>
        <source>Answer %1</source>
        <translation>الرد على %1</translation>
    </message>
    <message>
        <source>Send the answer</source>
        <translation>إرسال الرد</translation>
    </message>
</context>
<context>
    <name>Arriving</name>
    <message>
        <source>Welcome, %1.</source>
        <translation>أهلًا وسهلًا، %1.</translation>
    </message>
    <message>
        <source>On the way in</source>
        <translation>في الطريق إلى الدخول</translation>
    </message>
    <message>
        <source>Try another code</source>
        <translation>تجربة رمز آخر</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>ترك المحاولة</translation>
    </message>
</context>
<context>
    <name>Attached</name>
    <message>
        <source>Take out %1</source>
        <translation>إزالة %1</translation>
    </message>
</context>
<context>
    <name>AudiencePicker</name>
    <message>
        <source>Who sees it?</source>
        <translation>من يراه؟</translation>
    </message>
    <message>
        <source>Which circle</source>
        <translation>أيّ دائرة</translation>
    </message>
    <message>
        <source>Everybody in %1</source>
        <translation>كل من في %1</translation>
    </message>
    <message>
        <source>Or only some:</source>
        <translation>أو بعضهم فقط:</translation>
    </message>
    <message>
        <source>People who can see it</source>
        <translation>من يمكنهم رؤيته</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
</context>
<context>
    <name>Choices</name>
    <message>
        <source>As it is shown</source>
        <translation>كما تظهر</translation>
    </message>
    <message>
        <source>In full size</source>
        <translation>بالحجم الكامل</translation>
    </message>
</context>
<context>
    <name>CodeEntry</name>
    <message>
        <source>Invitation</source>
        <translation>الدعوة</translation>
    </message>
    <message>
        <source>Open a picture</source>
        <translation>فتح صورة</translation>
    </message>
    <message>
        <source>Read the screen</source>
        <translation>قراءة الشاشة</translation>
    </message>
    <message>
        <source>A picture of the invitation</source>
        <translation>صورة الدعوة</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>الصور</translation>
    </message>
</context>
<context>
    <name>CodeGroups</name>
    <message>
        <source>Group %1 does not fit</source>
        <translation>المجموعة %1 غير صحيحة</translation>
    </message>
    <message>
        <source>Group %1 is right</source>
        <translation>المجموعة %1 صحيحة</translation>
    </message>
    <message>
        <source>Group %1 is not finished</source>
        <translation>المجموعة %1 غير مكتملة</translation>
    </message>
</context>
<context>
    <name>Comment</name>
    <message>
        <source>to %1</source>
        <translation>ردًا على %1</translation>
    </message>
    <message>
        <source>changed</source>
        <translation>معدّل</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>رد</translation>
    </message>
    <message>
        <source>Answer %1</source>
        <translation>الرد على %1</translation>
    </message>
    <message>
        <source>More about what %1 said</source>
        <translation>المزيد حول رد %1</translation>
    </message>
</context>
<context>
    <name>Composer</name>
    <message>
        <source>Share something with your people…</source>
        <translation>مشاركة شيء مع أحبابك…</translation>
    </message>
    <message>
        <source>Add pictures or files</source>
        <translation>إضافة صور أو ملفات</translation>
    </message>
    <message>
        <source>Who sees it: %1</source>
        <translation>من يراه: %1</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>نشر</translation>
    </message>
    <message numerus="yes">
        <source>Your post leaves in %n second(s). It can still be undone.</source>
        <translation>
            <numerusform>ينطلق منشورك بعد لحظة. ما زال التراجع ممكنًا.</numerusform>
            <numerusform>ينطلق منشورك بعد ثانية واحدة. ما زال التراجع ممكنًا.</numerusform>
            <numerusform>ينطلق منشورك بعد ثانيتين. ما زال التراجع ممكنًا.</numerusform>
            <numerusform>ينطلق منشورك بعد %n ثوانٍ. ما زال التراجع ممكنًا.</numerusform>
            <numerusform>ينطلق منشورك بعد %n ثانية. ما زال التراجع ممكنًا.</numerusform>
            <numerusform>ينطلق منشورك بعد %n ثانية. ما زال التراجع ممكنًا.</numerusform>
        </translation>
    </message>
    <message>
        <source>Send it now</source>
        <translation>إرسال الآن</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>الصور والملفات</translation>
    </message>
</context>
<context>
    <name>Conversation</name>
    <message>
        <source>All letters</source>
        <translation>كل الرسائل</translation>
    </message>
    <message>
        <source>Letters with %1</source>
        <translation>الرسائل مع %1</translation>
    </message>
    <message>
        <source>Nothing is written here yet. Begin below.</source>
        <translation>لم يُكتب شيء هنا بعد. البداية في الأسفل.</translation>
    </message>
    <message numerus="yes">
        <source>%n new letter(s) below</source>
        <translation>
            <numerusform>لا رسائل جديدة في الأسفل</numerusform>
            <numerusform>رسالة جديدة في الأسفل</numerusform>
            <numerusform>رسالتان جديدتان في الأسفل</numerusform>
            <numerusform>%n رسائل جديدة في الأسفل</numerusform>
            <numerusform>%n رسالة جديدة في الأسفل</numerusform>
            <numerusform>%n رسالة جديدة في الأسفل</numerusform>
        </translation>
    </message>
    <message>
        <source>To the newest letter</source>
        <translation>إلى أحدث رسالة</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>إخفاء</translation>
    </message>
    <message>
        <source>Add pictures or files</source>
        <translation>إضافة صور أو ملفات</translation>
    </message>
    <message>
        <source>Write to %1</source>
        <translation>الكتابة إلى %1</translation>
    </message>
    <message>
        <source>Send</source>
        <translation>إرسال</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>جارٍ الإرسال…</translation>
    </message>
    <message>
        <source>Enter sends it, Shift and Enter begin a new line.</source>
        <translation>مفتاح Enter للإرسال، ومفتاح Shift مع Enter لسطر جديد.</translation>
    </message>
    <message>
        <source>Pictures and files</source>
        <translation>الصور والملفات</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Testing…</source>
        <translation>جارٍ الفحص…</translation>
    </message>
    <message>
        <source>Test again</source>
        <translation>إعادة الفحص</translation>
    </message>
    <message>
        <source>This takes a few seconds.</source>
        <translation>يستغرق هذا بضع ثوانٍ.</translation>
    </message>
    <message>
        <source>Also</source>
        <translation>وأيضًا</translation>
    </message>
    <message>
        <source>Your people</source>
        <translation>أحبابك</translation>
    </message>
    <message>
        <source>What was tested</source>
        <translation>ما تم فحصه</translation>
    </message>
    <message>
        <source>Another way: an address</source>
        <translation>طريقة أخرى: عنوان</translation>
    </message>
    <message>
        <source>Open this page on the other computer, and type the address here that it shows there.</source>
        <translation>المطلوب فتح هذه الصفحة على الحاسوب الآخر، ثم كتابة العنوان الظاهر عليه هنا.</translation>
    </message>
    <message>
        <source>Address of the other computer</source>
        <translation>عنوان الحاسوب الآخر</translation>
    </message>
    <message>
        <source>Trying…</source>
        <translation>جارٍ المحاولة…</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>اتصال</translation>
    </message>
    <message>
        <source>The address of this computer</source>
        <translation>عنوان هذا الحاسوب</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>تم النسخ</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>نسخ</translation>
    </message>
    <message>
        <source>For the technically minded</source>
        <translation>للمهتمين بالتفاصيل التقنية</translation>
    </message>
</context>
<context>
    <name>Editor</name>
    <message>
        <source>The new text</source>
        <translation>النص الجديد</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Keep the change</source>
        <translation>حفظ التعديل</translation>
    </message>
</context>
<context>
    <name>Export</name>
    <message>
        <source>Take everything with you</source>
        <translation>أخذ نسخة من كل شيء</translation>
    </message>
    <message>
        <source>All posts, letters, pictures and people of all your circles, as a folder. Any browser opens it, today and in twenty years, without Organic.</source>
        <translation>كل المنشورات والرسائل والصور والأشخاص من جميع دوائرك، في مجلد واحد. يفتحه أي متصفح، اليوم وبعد عشرين عامًا، من دون Organic.</translation>
    </message>
    <message>
        <source>The folder is not locked: whoever has it can read it.</source>
        <translation>المجلد غير مقفل: من يملكه يستطيع قراءته.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Choose where to put it</source>
        <translation>اختيار مكان الحفظ</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>جارٍ الكتابة…</translation>
    </message>
    <message>
        <source>Everything is written.</source>
        <translation>تمت كتابة كل شيء.</translation>
    </message>
    <message>
        <source>That did not work.</source>
        <translation>لم ينجح ذلك.</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>إيقاف</translation>
    </message>
    <message>
        <source>Where to put the folder</source>
        <translation>مكان حفظ المجلد</translation>
    </message>
</context>
<context>
    <name>Feed</name>
    <message>
        <source>Posts</source>
        <translation>المنشورات</translation>
    </message>
    <message>
        <source>Nothing here yet. Say hello!</source>
        <translation>لا شيء هنا بعد. ما رأيك في إلقاء التحية؟</translation>
    </message>
    <message>
        <source>You&apos;re all caught up.</source>
        <translation>اطّلعت على كل جديد.</translation>
    </message>
    <message>
        <source>Older posts are on their way…</source>
        <translation>المنشورات الأقدم في الطريق…</translation>
    </message>
    <message>
        <source>Your first post here is about to leave.</source>
        <translation>منشورك الأول هنا على وشك الانطلاق.</translation>
    </message>
</context>
<context>
    <name>FileCard</name>
    <message>
        <source>%1 % is here.</source>
        <translation>وصل %1 %.</translation>
    </message>
    <message>
        <source>It comes as soon as it can be reached.</source>
        <translation>تصل حالما تصبح متاحة.</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>حفظ %1</translation>
    </message>
    <message>
        <source>Fetch %1</source>
        <translation>تنزيل %1</translation>
    </message>
</context>
<context>
    <name>Folding</name>
    <message>
        <source>Show less</source>
        <translation>عرض أقل</translation>
    </message>
    <message>
        <source>Read on</source>
        <translation>متابعة القراءة</translation>
    </message>
</context>
<context>
    <name>Inside</name>
    <message>
        <source>Letters</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>بحث</translation>
    </message>
    <message>
        <source>Albums</source>
        <translation>الألبومات</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>الرئيسية</translation>
    </message>
    <message>
        <source>On the way in</source>
        <translation>في الطريق إلى الدخول</translation>
    </message>
    <message>
        <source>Another circle</source>
        <translation>دائرة أخرى</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
    <message>
        <source>One moment: Organic starts again by itself. Nothing that you wrote is lost.</source>
        <translation>لحظة من فضلك: يبدأ Organic من جديد تلقائيًا. لن يضيع شيء مما كتبته.</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
</context>
<context>
    <name>Letter</name>
    <message>
        <source>changed</source>
        <translation>معدّلة</translation>
    </message>
    <message>
        <source>React to this letter</source>
        <translation>تفاعل مع هذه الرسالة</translation>
    </message>
    <message>
        <source>More about this letter</source>
        <translation>المزيد حول هذه الرسالة</translation>
    </message>
</context>
<context>
    <name>Letters</name>
    <message>
        <source>A letter is read by those it is for, and by nobody else.</source>
        <translation>الرسالة يقرؤها من كُتبت لهم، ولا أحد سواهم.</translation>
    </message>
    <message>
        <source>New letter</source>
        <translation>رسالة جديدة</translation>
    </message>
</context>
<context>
    <name>LettersList</name>
    <message>
        <source>Letters</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>New letter</source>
        <translation>رسالة جديدة</translation>
    </message>
    <message>
        <source>Conversations</source>
        <translation>المحادثات</translation>
    </message>
    <message>
        <source>No letters yet. Write one to somebody.</source>
        <translation>لا رسائل بعد. ما رأيك في كتابة رسالة إلى أحد أحبابك؟</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Open %1</source>
        <translation>فتح %1</translation>
    </message>
</context>
<context>
    <name>MuteButton</name>
    <message>
        <source>Unmute</source>
        <translation>إلغاء الكتم</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>كتم</translation>
    </message>
    <message>
        <source>No notifications come from here.</source>
        <translation>لا تصل إشعارات من هنا.</translation>
    </message>
</context>
<context>
    <name>NewLetter</name>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>To whom?</source>
        <translation>إلى من؟</translation>
    </message>
    <message>
        <source>Find somebody</source>
        <translation>البحث عن شخص</translation>
    </message>
    <message>
        <source>People to write to</source>
        <translation>من يمكن الكتابة إليهم</translation>
    </message>
    <message>
        <source>Nobody is here yet but you. Invite somebody first.</source>
        <translation>لا أحد هنا سواك حتى الآن. تلزم دعوة شخص أولًا.</translation>
    </message>
    <message>
        <source>Nobody by that name.</source>
        <translation>لا أحد بهذا الاسم.</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>كتابة</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>Which circle</source>
        <translation>أيّ دائرة</translation>
    </message>
    <message>
        <source>Who invites: %1</source>
        <translation>من يدعو: %1</translation>
    </message>
    <message>
        <source>Invite somebody</source>
        <translation>دعوة شخص</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>عرض</translation>
    </message>
    <message>
        <source>%1 asks to come in</source>
        <translation>طلب دخول من %1</translation>
    </message>
    <message>
        <source>Let in</source>
        <translation>سماح بالدخول</translation>
    </message>
    <message>
        <source>Let %1 in</source>
        <translation>السماح بدخول %1</translation>
    </message>
    <message>
        <source>Decline</source>
        <translation>رفض</translation>
    </message>
    <message>
        <source>Decline %1</source>
        <translation>رفض طلب %1</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>موافقة</translation>
    </message>
    <message>
        <source>Disagree</source>
        <translation>عدم موافقة</translation>
    </message>
    <message>
        <source>List</source>
        <translation>قائمة</translation>
    </message>
    <message>
        <source>Tree</source>
        <translation>شجرة</translation>
    </message>
    <message>
        <source>Invitations (%1)</source>
        <translation>الدعوات (%1)</translation>
    </message>
    <message>
        <source>Invitations</source>
        <translation>الدعوات</translation>
    </message>
    <message>
        <source>How to look at them</source>
        <translation>طريقة العرض</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Nobody was invited yet.</source>
        <translation>لم تتم دعوة أحد بعد.</translation>
    </message>
    <message>
        <source>Here no longer</source>
        <translation>الأعضاء السابقون</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>سحب الدعوة</translation>
    </message>
</context>
<context>
    <name>PeopleCard</name>
    <message>
        <source>The page as it will be printed</source>
        <translation>الصفحة كما ستُطبع</translation>
    </message>
    <message>
        <source>A card to hand over</source>
        <translation>بطاقة للتسليم باليد</translation>
    </message>
    <message>
        <source>Treat it like a house key: whoever has it can come in. It lets one person in, until %1.</source>
        <translation>هذه البطاقة مثل مفتاح البيت: من يملكها يستطيع الدخول. وهي تُدخل شخصًا واحدًا، حتى %1.</translation>
    </message>
    <message>
        <source>Letter</source>
        <translation>رسالة</translation>
    </message>
    <message>
        <source>Print…</source>
        <translation>طباعة…</translation>
    </message>
    <message>
        <source>Save as PDF</source>
        <translation>حفظ كملف PDF</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Pages (*.pdf)</source>
        <translation>صفحات (*.pdf)</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>حفظ الصفحة</translation>
    </message>
</context>
<context>
    <name>PeopleInvite</name>
    <message>
        <source>Invite one person</source>
        <translation>دعوة شخص واحد</translation>
    </message>
    <message>
        <source>You get a code to give to them: as a square to be read, as a link, or on paper.</source>
        <translation>سيظهر لك رمز لتسليمه إلى هذا الشخص: مربعًا يُقرأ، أو رابطًا، أو على ورقة.</translation>
    </message>
    <message numerus="yes">
        <source>Good for %n day(s)</source>
        <translation>
            <numerusform>صالحة لأقل من يوم</numerusform>
            <numerusform>صالحة ليوم واحد</numerusform>
            <numerusform>صالحة ليومين</numerusform>
            <numerusform>صالحة لمدة %n أيام</numerusform>
            <numerusform>صالحة لمدة %n يومًا</numerusform>
            <numerusform>صالحة لمدة %n يوم</numerusform>
        </translation>
    </message>
    <message>
        <source>How many days it is good for</source>
        <translation>مدة صلاحيتها بالأيام</translation>
    </message>
    <message>
        <source>Ask me first</source>
        <translation>سؤالي أولًا</translation>
    </message>
    <message>
        <source>Whoever brings the code waits until a steward says yes.</source>
        <translation>من يأتي بالرمز ينتظر حتى يوافق مشرف.</translation>
    </message>
    <message>
        <source>Make the invitation</source>
        <translation>إنشاء الدعوة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
    <message>
        <source>Square code of the invitation</source>
        <translation>رمز الدعوة المربع</translation>
    </message>
    <message>
        <source>Show this square, send the link, or print a card.</source>
        <translation>يمكن عرض هذا المربع، أو إرسال الرابط، أو طباعة بطاقة.</translation>
    </message>
    <message>
        <source>It lets one person in, until %1. Treat it like a house key: whoever has it can come in.</source>
        <translation>تُدخل هذه الدعوة شخصًا واحدًا، حتى %1. وهي مثل مفتاح البيت: من يملكها يستطيع الدخول.</translation>
    </message>
    <message>
        <source>Copy the link</source>
        <translation>نسخ الرابط</translation>
    </message>
    <message>
        <source>Print a card</source>
        <translation>طباعة بطاقة</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>سحب الدعوة</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>تم</translation>
    </message>
    <message>
        <source>The same as a code to type:</source>
        <translation>الدعوة نفسها على شكل رمز للكتابة:</translation>
    </message>
    <message>
        <source>The same, to be typed: %1</source>
        <translation>الدعوة نفسها للكتابة: %1</translation>
    </message>
</context>
<context>
    <name>PeoplePerson</name>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
    <message>
        <source>Write a letter</source>
        <translation>كتابة رسالة</translation>
    </message>
    <message>
        <source>Remove from the circle</source>
        <translation>إزالة من الدائرة</translation>
    </message>
    <message>
        <source>Propose a change</source>
        <translation>اقتراح تغيير</translation>
    </message>
    <message>
        <source>Leave this circle</source>
        <translation>مغادرة هذه الدائرة</translation>
    </message>
    <message>
        <source>Agree to make them a steward</source>
        <translation>موافقة على الضمّ إلى المشرفين</translation>
    </message>
    <message>
        <source>Make them a steward</source>
        <translation>ضمّ إلى المشرفين</translation>
    </message>
    <message>
        <source>Delete what I wrote there</source>
        <translation>حذف ما كتبته هناك</translation>
    </message>
    <message>
        <source>Why? Every member can read it.</source>
        <translation>لماذا؟ يمكن لكل عضو قراءة السبب.</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>السبب</translation>
    </message>
    <message>
        <source>Agree</source>
        <translation>موافقة</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>إزالة</translation>
    </message>
    <message>
        <source>Propose that they step down</source>
        <translation>اقتراح إنهاء الدور في الإشراف</translation>
    </message>
    <message>
        <source>Propose to remove them</source>
        <translation>اقتراح الإزالة</translation>
    </message>
    <message>
        <source>Leave</source>
        <translation>مغادرة</translation>
    </message>
    <message>
        <source>Delete and leave</source>
        <translation>حذف ومغادرة</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
</context>
<context>
    <name>PeopleTree</name>
    <message>
        <source>Who invited whom</source>
        <translation>من دعا من</translation>
    </message>
    <message>
        <source>steward</source>
        <translation>مشرف</translation>
    </message>
</context>
<context>
    <name>Photo</name>
    <message>
        <source>%1 % is here.</source>
        <translation>وصل %1 %.</translation>
    </message>
    <message>
        <source>It comes as soon as it can be reached.</source>
        <translation>تصل حالما تصبح متاحة.</translation>
    </message>
</context>
<context>
    <name>Post</name>
    <message>
        <source>changed</source>
        <translation>معدّل</translation>
    </message>
    <message>
        <source>More about this post</source>
        <translation>المزيد حول هذا المنشور</translation>
    </message>
    <message numerus="yes">
        <source>Show all %n answers</source>
        <translation>
            <numerusform>عرض كل الردود</numerusform>
            <numerusform>عرض الرد</numerusform>
            <numerusform>عرض الردّين</numerusform>
            <numerusform>عرض كل الردود (%n)</numerusform>
            <numerusform>عرض كل الردود (%n)</numerusform>
            <numerusform>عرض كل الردود (%n)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PostPage</name>
    <message>
        <source>Back to the search</source>
        <translation>رجوع إلى البحث</translation>
    </message>
</context>
<context>
    <name>PostTools</name>
    <message>
        <source>Change the text</source>
        <translation>تعديل النص</translation>
    </message>
    <message>
        <source>Copy the text</source>
        <translation>نسخ النص</translation>
    </message>
    <message>
        <source>Delete from all computers</source>
        <translation>حذف من جميع الحواسيب</translation>
    </message>
    <message>
        <source>Heart</source>
        <translation>قلب</translation>
    </message>
    <message>
        <source>Laughing</source>
        <translation>ضحك</translation>
    </message>
    <message>
        <source>Surprised</source>
        <translation>دهشة</translation>
    </message>
    <message>
        <source>Sad</source>
        <translation>حزن</translation>
    </message>
    <message>
        <source>Party</source>
        <translation>احتفال</translation>
    </message>
    <message>
        <source>Thumbs up</source>
        <translation>إبهام مرفوع</translation>
    </message>
    <message>
        <source>Another sign, or one short word</source>
        <translation>رمز آخر، أو كلمة قصيرة واحدة</translation>
    </message>
    <message>
        <source>Open this page in your browser?</source>
        <translation>هل تُفتح هذه الصفحة في متصفحك؟</translation>
    </message>
    <message>
        <source>It is no part of your family&apos;s network: whoever runs it can see that somebody came.</source>
        <translation>ليست هذه الصفحة من شبكة عائلتك: من يديرها يستطيع رؤية أن أحدًا قد زارها.</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>البقاء هنا</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>فتح</translation>
    </message>
</context>
<context>
    <name>Reacted</name>
    <message>
        <source>Take your reaction back</source>
        <translation>سحب تفاعلك</translation>
    </message>
    <message>
        <source>React with a heart</source>
        <translation>إضافة قلب</translation>
    </message>
</context>
<context>
    <name>Reactions</name>
    <message>
        <source>React in another way</source>
        <translation>تفاعل بطريقة أخرى</translation>
    </message>
</context>
<context>
    <name>SavePlace</name>
    <message>
        <source>Save as</source>
        <translation>حفظ باسم</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>Search people, posts and letters</source>
        <translation>البحث في الأشخاص والمنشورات والرسائل</translation>
    </message>
    <message>
        <source>Empty the field</source>
        <translation>إفراغ الخانة</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>نتائج البحث</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Posts and letters</source>
        <translation>المنشورات والرسائل</translation>
    </message>
    <message>
        <source>Nothing found for “%1”.</source>
        <translation>لا نتائج للبحث عن «%1».</translation>
    </message>
    <message>
        <source>What are you looking for?</source>
        <translation>عمَّ البحث؟</translation>
    </message>
    <message>
        <source>Try fewer letters, or another word.</source>
        <translation>يمكن تجربة أحرف أقل، أو كلمة أخرى.</translation>
    </message>
    <message>
        <source>A name, or a word that somebody wrote. Your letters are searched, too. It all happens on this computer.</source>
        <translation>اسم، أو كلمة كتبها أحدهم. يشمل البحث رسائلك أيضًا. وكل ذلك يجري على هذا الحاسوب.</translation>
    </message>
</context>
<context>
    <name>Settings</name>
    <message>
        <source>Settings</source>
        <translation>الإعدادات</translation>
    </message>
</context>
<context>
    <name>SettingsAbout</name>
    <message>
        <source>About Organic</source>
        <translation>عن Organic</translation>
    </message>
    <message>
        <source>Version %1. Free software under the GPL, version 3 or later: everybody may read how it works, change it and pass it on.</source>
        <translation>الإصدار %1. برنامج حر برخصة GPL، الإصدار 3 أو ما بعده: يحق للجميع معرفة طريقة عمله وتعديله وإعطاؤه لغيرهم.</translation>
    </message>
    <message>
        <source>What is protected</source>
        <translation>ما هو محمي</translation>
    </message>
    <message>
        <source>What you write goes to the people you chose, and on its way nobody else can read it: no company, no network, not the makers of this program.</source>
        <translation>كتاباتك تذهب إلى من اخترتهم، ولا يستطيع أحد غيرهم قراءتها في الطريق: لا شركة، ولا شبكة، ولا صانعو هذا البرنامج.</translation>
    </message>
    <message>
        <source>Nobody comes in without an invitation. Each is good for one person and a few days.</source>
        <translation>لا أحد يدخل من دون دعوة. وكل دعوة تصلح لشخص واحد ولأيام قليلة.</translation>
    </message>
    <message>
        <source>Whoever was removed can read nothing that is written after the others heard of it.</source>
        <translation>من تمت إزالته لا يستطيع قراءة ما يُكتب بعد أن علم الآخرون بذلك.</translation>
    </message>
    <message>
        <source>What you delete goes from every computer of the circle as soon as it hears of it.</source>
        <translation>ما حذفته يختفي من كل حاسوب في الدائرة حالما يصله الخبر.</translation>
    </message>
    <message>
        <source>What is not</source>
        <translation>ما ليس محميًا</translation>
    </message>
    <message>
        <source>What people received they can keep: a copy, a photo of the screen.</source>
        <translation>ما وصل إلى الناس يمكنهم الاحتفاظ به: نسخة، أو صورة للشاشة.</translation>
    </message>
    <message>
        <source>Whoever watches your network sees that this computer runs Organic, when, and how much it sends.</source>
        <translation>من يراقب شبكتك يرى أن Organic يعمل على هذا الحاسوب، ومتى، وكم يرسل.</translation>
    </message>
    <message>
        <source>Malicious programs on your computer, or on that of somebody in your circle, see what you see.</source>
        <translation>البرامج الخبيثة على حاسوبك، أو على حاسوب شخص في دائرتك، ترى كل ما يظهر لك.</translation>
    </message>
    <message>
        <source>A lost computer cannot be replaced yet: your place in a circle is on this one only.</source>
        <translation>الحاسوب المفقود لا يمكن تعويضه بعد: مكانك في الدائرة موجود على هذا الحاسوب وحده.</translation>
    </message>
    <message>
        <source>With the work of others</source>
        <translation>بفضل عمل الآخرين</translation>
    </message>
    <message>
        <source>Typeface: Inter, by The Inter Project Authors (SIL Open Font License). Icons: Lucide (ISC). Window: Qt, by The Qt Company and others (LGPL, version 3). Database: SQLCipher, by Zetetic (BSD). And cryptography, libsodium, Pillow, libheif, PyAV, FFmpeg, zeroconf and ZXing, each under its own free licence.</source>
        <translation>الخط: Inter، من The Inter Project Authors (رخصة SIL Open Font License). الأيقونات: Lucide (رخصة ISC). النافذة: Qt، من The Qt Company وآخرين (رخصة LGPL، الإصدار 3). قاعدة البيانات: SQLCipher، من Zetetic (رخصة BSD). وكذلك cryptography وlibsodium وPillow وlibheif وPyAV وFFmpeg وzeroconf وZXing، ولكل منها رخصته الحرة.</translation>
    </message>
</context>
<context>
    <name>SettingsDesk</name>
    <message>
        <source>On this computer</source>
        <translation>على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Open invitations with Organic</source>
        <translation>فتح الدعوات ببرنامج Organic</translation>
    </message>
    <message>
        <source>A click on a link is enough then. Organic is also in the list of programs.</source>
        <translation>عندها تكفي نقرة على الرابط. ويظهر Organic أيضًا في قائمة البرامج.</translation>
    </message>
    <message>
        <source>Keep an icon beside the clock</source>
        <translation>إبقاء أيقونة بجانب الساعة</translation>
    </message>
    <message>
        <source>Closing the window leaves the icon there.</source>
        <translation>عند إغلاق النافذة تبقى الأيقونة هناك.</translation>
    </message>
    <message>
        <source>Start with the computer</source>
        <translation>التشغيل مع بدء الحاسوب</translation>
    </message>
    <message>
        <source>This works on Linux only so far.</source>
        <translation>لا يعمل هذا حتى الآن إلا على Linux.</translation>
    </message>
    <message>
        <source>Then news comes also while this window is closed. Only the part without a window starts.</source>
        <translation>عندها يصل الجديد حتى عند إغلاق هذه النافذة. ولا يبدأ إلا الجزء الذي بلا نافذة.</translation>
    </message>
    <message>
        <source>When you close the window, Organic goes on receiving what your people send. Quit it, and this computer is off for them.</source>
        <translation>عند إغلاق النافذة يواصل Organic استقبال ما يرسله أحبابك. أما عند إنهائه فيغيب هذا الحاسوب عنهم.</translation>
    </message>
    <message>
        <source>Quit Organic</source>
        <translation>إنهاء Organic</translation>
    </message>
</context>
<context>
    <name>SettingsDisk</name>
    <message>
        <source>This disk</source>
        <translation>هذا القرص</translation>
    </message>
    <message>
        <source>Change the passphrase</source>
        <translation>تغيير عبارة المرور</translation>
    </message>
    <message>
        <source>Set a passphrase</source>
        <translation>تعيين عبارة مرور</translation>
    </message>
    <message>
        <source>Your current passphrase</source>
        <translation>عبارة المرور الحالية</translation>
    </message>
    <message>
        <source>A new passphrase: a few words</source>
        <translation>عبارة مرور جديدة: بضع كلمات</translation>
    </message>
    <message>
        <source>The same once more</source>
        <translation>العبارة نفسها مرة أخرى</translation>
    </message>
    <message>
        <source>If you forget it, nobody can open this disk again: not your people, and not the makers of this program. Write it down and keep it where you keep papers.</source>
        <translation>إذا نسيتها فلن يستطيع أحد فتح هذا القرص من جديد: لا أحبابك، ولا صانعو هذا البرنامج. يُرجى كتابتها على ورقة وحفظها مع أوراقك المهمة.</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>لحظة من فضلك…</translation>
    </message>
    <message>
        <source>Lock with this</source>
        <translation>القفل بهذه العبارة</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>إلغاء</translation>
    </message>
</context>
<context>
    <name>SettingsKept</name>
    <message>
        <source>What is kept here</source>
        <translation>ما هو محفوظ هنا</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>مساحة التخزين</translation>
    </message>
    <message>
        <source>How much room pictures and files take, and the limit.</source>
        <translation>كم تأخذ الصور والملفات من المساحة، وحدّها الأقصى.</translation>
    </message>
    <message>
        <source>Take everything with you</source>
        <translation>أخذ نسخة من كل شيء</translation>
    </message>
    <message>
        <source>A folder with all you can read here, for any browser.</source>
        <translation>مجلد فيه كل ما يمكنك قراءته هنا، لأي متصفح.</translation>
    </message>
</context>
<context>
    <name>SettingsLooks</name>
    <message>
        <source>How it looks</source>
        <translation>المظهر</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>فاتح أو داكن</translation>
    </message>
    <message>
        <source>Size of text</source>
        <translation>حجم النص</translation>
    </message>
    <message>
        <source>%1 %</source>
        <comment>a percentage</comment>
        <translation>%1 %</translation>
    </message>
    <message>
        <source>A</source>
        <comment>a small letter, at the small end of a scale</comment>
        <translation>أ</translation>
    </message>
    <message>
        <source>The cherry tree is in blossom. Come on Sunday, all of you!</source>
        <translation>أزهرت شجرة الكرز. تعالوا جميعًا يوم الأحد!</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>اللغة</translation>
    </message>
</context>
<context>
    <name>SettingsMe</name>
    <message>
        <source>Your name and picture</source>
        <translation>اسمك وصورتك</translation>
    </message>
    <message>
        <source>Another picture</source>
        <translation>صورة أخرى</translation>
    </message>
    <message>
        <source>Choose a picture</source>
        <translation>اختيار صورة</translation>
    </message>
    <message>
        <source>Delete it</source>
        <translation>حذف الصورة</translation>
    </message>
    <message>
        <source>It is cut to a circle. Only the people in your circles see it.</source>
        <translation>تُقصّ الصورة على شكل دائرة. ولا يراها إلا من في دوائرك.</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>اسمك</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>حفظ</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>لحظة من فضلك…</translation>
    </message>
    <message>
        <source>A picture of you</source>
        <translation>صورة لك</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>الصور</translation>
    </message>
</context>
<context>
    <name>SettingsNotices</name>
    <message>
        <source>Notifications</source>
        <translation>الإشعارات</translation>
    </message>
    <message>
        <source>This computer has no notifications just now, so nothing is shown. What you choose holds when it has some.</source>
        <translation>لا إشعارات على هذا الحاسوب الآن، فلا يظهر شيء. ويسري اختيارك عندما تتوفر.</translation>
    </message>
    <message>
        <source>They say who wrote, never what. While you look at this window, there are none.</source>
        <translation>تذكر الإشعارات من كتب، ولا تذكر أبدًا ما كتبه. ولا تظهر وهذه النافذة أمامك.</translation>
    </message>
    <message>
        <source>Letters at once</source>
        <translation>الرسائل فورًا</translation>
    </message>
    <message>
        <source>They are told with everything else.</source>
        <translation>يأتي إشعارها مع كل ما سواها.</translation>
    </message>
    <message>
        <source>Everything else once a day</source>
        <translation>كل ما سواها مرة في اليوم</translation>
    </message>
    <message>
        <source>Requests to come in and votes that wait for you, too.</source>
        <translation>وكذلك طلبات الدخول والتصويت الذي بانتظارك.</translation>
    </message>
    <message>
        <source>Posts and answers, in one notification, and only if there are any.</source>
        <translation>المنشورات والردود، في إشعار واحد، وفقط إن وُجدت.</translation>
    </message>
    <message>
        <source>At</source>
        <translation>الساعة</translation>
    </message>
    <message>
        <source>When to tell everything else</source>
        <translation>وقت الإشعار بكل ما سواها</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>ساعات الهدوء</translation>
    </message>
    <message>
        <source>What comes in them is told when they are over.</source>
        <translation>ما يصل خلالها يأتي إشعاره بعد انتهائها.</translation>
    </message>
    <message>
        <source>From</source>
        <comment>a time</comment>
        <translation>من</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>الهدوء من</translation>
    </message>
    <message>
        <source>Until</source>
        <comment>a time</comment>
        <translation>حتى</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>الهدوء حتى</translation>
    </message>
</context>
<context>
    <name>SideItem</name>
    <message>
        <source>Something new is here.</source>
        <translation>يوجد جديد هنا.</translation>
    </message>
    <message>
        <source>Waiting for your answer: %1</source>
        <translation>بانتظار ردّك: %1</translation>
    </message>
    <message>
        <source>No notifications come from here.</source>
        <translation>لا تصل إشعارات من هنا.</translation>
    </message>
</context>
<context>
    <name>StatusCard</name>
    <message>
        <source>Look into the connections</source>
        <translation>فحص الاتصال</translation>
    </message>
</context>
<context>
    <name>Storage</name>
    <message>
        <source>Back to the settings</source>
        <translation>رجوع إلى الإعدادات</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>مساحة التخزين</translation>
    </message>
    <message>
        <source>Pictures and files on this computer</source>
        <translation>الصور والملفات على هذا الحاسوب</translation>
    </message>
    <message>
        <source>Whose they are</source>
        <translation>لمن هي</translation>
    </message>
    <message>
        <source>How much they may take</source>
        <translation>المساحة المسموح بها</translation>
    </message>
    <message>
        <source>When it gets tight, the oldest pictures of others make room, but only where two other computers keep them. Your own always stay.</source>
        <translation>عندما تضيق المساحة، تُخلي أقدم صور الآخرين مكانها، لكن فقط إن كانت محفوظة على حاسوبين آخرين. أما صورك فتبقى دائمًا.</translation>
    </message>
    <message>
        <source>Gigabytes</source>
        <translation>جيجابايت</translation>
    </message>
    <message>
        <source>GB</source>
        <translation>GB</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>تغيير</translation>
    </message>
    <message>
        <source>Keep pictures in full size, too</source>
        <translation>حفظ الصور بالحجم الكامل أيضًا</translation>
    </message>
    <message>
        <source>Some people give their pictures in full size. They are fetched like everything else, and take several times the room.</source>
        <translation>بعض الناس يعطون صورهم بالحجم الكامل. تُنزَّل هذه كغيرها، وتأخذ أضعاف المساحة.</translation>
    </message>
    <message>
        <source>Not on this computer</source>
        <translation>ليست على هذا الحاسوب</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Undo</source>
        <translation>تراجع</translation>
    </message>
    <message>
        <source>Put away</source>
        <translation>إخفاء</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Your post is about to leave.</source>
        <translation>منشورك على وشك الانطلاق.</translation>
    </message>
    <message>
        <source>Deleted.</source>
        <translation>تم الحذف.</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Picture viewer</source>
        <translation>عارض الصور</translation>
    </message>
    <message>
        <source>Picture %1 of %2, by %3</source>
        <translation>الصورة %1 من أصل %2، من %3</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 من أصل %2</translation>
    </message>
    <message>
        <source>Let it stand still</source>
        <translation>إيقاف الحركة</translation>
    </message>
    <message>
        <source>Let it move</source>
        <translation>تشغيل الحركة</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>تصغير</translation>
    </message>
    <message>
        <source>The whole picture</source>
        <translation>الصورة كاملة</translation>
    </message>
    <message>
        <source>In its own size</source>
        <translation>بحجمها الأصلي</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>تكبير</translation>
    </message>
    <message>
        <source>Save this picture</source>
        <translation>حفظ هذه الصورة</translation>
    </message>
    <message>
        <source>%1 % is here.</source>
        <translation>وصل %1 %.</translation>
    </message>
    <message>
        <source>It comes as soon as it can be reached.</source>
        <translation>تصل حالما تصبح متاحة.</translation>
    </message>
    <message>
        <source>Fetch it</source>
        <translation>تنزيل</translation>
    </message>
    <message>
        <source>Fetch it in full size (%1)</source>
        <translation>تنزيل بالحجم الكامل (%1)</translation>
    </message>
    <message>
        <source>The picture before</source>
        <translation>الصورة السابقة</translation>
    </message>
    <message>
        <source>The next picture</source>
        <translation>الصورة التالية</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>إغلاق</translation>
    </message>
</context>
<context>
    <name>Waiting</name>
    <message>
        <source>Good to see you.</source>
        <translation>تسعدنا رؤيتك.</translation>
    </message>
    <message>
        <source>Everything on this computer is locked. Type your passphrase.</source>
        <translation>كل ما على هذا الحاسوب مقفل. الرجاء كتابة عبارة المرور.</translation>
    </message>
    <message>
        <source>Organic was updated while this window was open.</source>
        <translation>تم تحديث Organic وهذه النافذة مفتوحة.</translation>
    </message>
    <message>
        <source>Open it anew to go on. Nothing is lost.</source>
        <translation>للمتابعة يلزم فتحه من جديد. لن يضيع شيء.</translation>
    </message>
    <message>
        <source>Start it anew to go on. Nothing is lost.</source>
        <translation>للمتابعة يلزم تشغيله من جديد. لن يضيع شيء.</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>عبارة المرور</translation>
    </message>
    <message>
        <source>One moment…</source>
        <translation>لحظة من فضلك…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>فتح القفل</translation>
    </message>
    <message>
        <source>Open it anew</source>
        <translation>فتح من جديد</translation>
    </message>
    <message>
        <source>Start it anew</source>
        <translation>تشغيل من جديد</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>إعادة المحاولة</translation>
    </message>
    <message>
        <source>Organic was updated while it ran.</source>
        <translation>تم تحديث Organic أثناء عمله.</translation>
    </message>
    <message>
        <source>Organic could not start.</source>
        <translation>تعذّر تشغيل Organic.</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>A place for your family, and nobody else.</source>
        <translation>مكان لعائلتك، ولا أحد سواها.</translation>
    </message>
    <message>
        <source>Another circle</source>
        <translation>دائرة أخرى</translation>
    </message>
    <message>
        <source>What should they call you?</source>
        <translation>ما الاسم الذي ينادونك به؟</translation>
    </message>
    <message>
        <source>Your invitation</source>
        <translation>دعوتك</translation>
    </message>
    <message>
        <source>What is your circle called?</source>
        <translation>ما اسم دائرتك؟</translation>
    </message>
    <message>
        <source>I have an invitation</source>
        <translation>لديّ دعوة</translation>
    </message>
    <message>
        <source>Start a circle</source>
        <translation>إنشاء دائرة</translation>
    </message>
    <message>
        <source>The Millers</source>
        <translation>آل حدّاد</translation>
    </message>
    <message>
        <source>Paste it, type it, or drop a picture.</source>
        <translation>يمكن لصقها، أو كتابتها، أو إفلات صورة لها هنا.</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>انضمام</translation>
    </message>
    <message>
        <source>Another code</source>
        <translation>رمز آخر</translation>
    </message>
    <message>
        <source>Name of the circle</source>
        <translation>اسم الدائرة</translation>
    </message>
    <message>
        <source>Grandma Rose</source>
        <translation>الجدة وردة</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>اسمك</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>متابعة</translation>
    </message>
    <message>
        <source>Come in</source>
        <translation>دخول</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>رجوع</translation>
    </message>
</context>
<context>
    <name>albums</name>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>لا صور</numerusform>
            <numerusform>صورة واحدة</numerusform>
            <numerusform>صورتان</numerusform>
            <numerusform>%n صور</numerusform>
            <numerusform>%n صورة</numerusform>
            <numerusform>%n صورة</numerusform>
        </translation>
    </message>
    <message>
        <source>Picture by %1, %2</source>
        <comment>a person, a time</comment>
        <translation>صورة من %1، %2</translation>
    </message>
</context>
<context>
    <name>arriving</name>
    <message>
        <source>On your way in</source>
        <translation>في طريقك إلى الدخول</translation>
    </message>
    <message>
        <source>You did not come in</source>
        <translation>لم يتم الدخول</translation>
    </message>
    <message>
        <source>On your way into %1</source>
        <translation>في طريقك إلى %1</translation>
    </message>
    <message>
        <source>Looking for the computer that invited you…</source>
        <translation>جارٍ البحث عن الحاسوب الذي جاءت منه دعوتك…</translation>
    </message>
    <message>
        <source>The computer that invited you is off or out of reach. You are in as soon as it is on.</source>
        <translation>الحاسوب الذي جاءت منه دعوتك مطفأ أو لا يمكن الوصول إليه. يتم دخولك حالما يعمل.</translation>
    </message>
    <message>
        <source>You have knocked. Somebody there says yes first.</source>
        <translation>لقد طرقت الباب. بقي أن يوافق أحدهم هناك.</translation>
    </message>
    <message>
        <source>You were let in. The first posts are coming.</source>
        <translation>تم السماح بدخولك. المنشورات الأولى في الطريق.</translation>
    </message>
    <message>
        <source>This takes some seconds.</source>
        <translation>يستغرق هذا بضع ثوانٍ.</translation>
    </message>
    <message>
        <source>You need not wait here: it goes on by itself.</source>
        <translation>لا داعي للانتظار هنا: يستمر الأمر تلقائيًا.</translation>
    </message>
    <message>
        <source>Looking for %1&apos;s computer…</source>
        <translation>جارٍ البحث عن حاسوب %1…</translation>
    </message>
    <message>
        <source>%1&apos;s computer is off or out of reach. You are in as soon as it is on.</source>
        <translation>حاسوب %1 مطفأ أو لا يمكن الوصول إليه. يتم دخولك حالما يعمل.</translation>
    </message>
    <message>
        <source>It may also be in another network. The invitation is good until %1, and this computer goes on looking by itself, also when this window is closed.</source>
        <translation>وقد يكون في شبكة أخرى. الدعوة صالحة حتى %1، وهذا الحاسوب يواصل البحث تلقائيًا، حتى عند إغلاق هذه النافذة.</translation>
    </message>
</context>
<context>
    <name>audience</name>
    <message>
        <source>Only %1 can read this.</source>
        <translation>لا يستطيع قراءة هذا إلا %1.</translation>
    </message>
    <message>
        <source>you</source>
        <comment>at the end of a list of names</comment>
        <translation>أنت</translation>
    </message>
</context>
<context>
    <name>card</name>
    <message>
        <source>Say what they should call you. A steward then lets you in.</source>
        <translation>كتابة الاسم الذي ينادونك به. ثم يسمح لك مشرف بالدخول.</translation>
    </message>
    <message>
        <source>Treat it like a house key: whoever has this card can come in. If it is lost, tell %1, who can take it back.</source>
        <translation>هذه البطاقة مثل مفتاح البيت: من يملكها يستطيع الدخول. وإذا ضاعت فيكفي إخبار %1، لسحب الدعوة.</translation>
    </message>
    <message>
        <source>The same as a code to type:</source>
        <translation>الدعوة نفسها على شكل رمز للكتابة:</translation>
    </message>
    <message>
        <source>Open Organic on your computer.</source>
        <translation>فتح Organic على حاسوبك.</translation>
    </message>
    <message>
        <source>Say that you have an invitation. Type the code below, or open a photo of the square.</source>
        <translation>اختيار «لديّ دعوة»، ثم كتابة الرمز أدناه، أو فتح صورة للمربع.</translation>
    </message>
    <message>
        <source>You are invited to</source>
        <translation>لك دعوة إلى</translation>
    </message>
    <message>
        <source>Say what they should call you, and come in.</source>
        <translation>كتابة الاسم الذي ينادونك به، ثم الدخول.</translation>
    </message>
    <message>
        <source>%1 invites you.</source>
        <translation>الدعوة من %1.</translation>
    </message>
    <message>
        <source>This card lets one person in, until %1.</source>
        <translation>هذه البطاقة تُدخل شخصًا واحدًا، حتى %1.</translation>
    </message>
</context>
<context>
    <name>composer</name>
    <message>
        <source>Pasted picture</source>
        <translation>صورة ملصقة</translation>
    </message>
    <message>
        <source>This picture cannot be pasted. Save it to a file, and add that.</source>
        <translation>لا يمكن لصق هذه الصورة. يمكن حفظها في ملف، ثم إضافته.</translation>
    </message>
    <message>
        <source>Everybody in %1 sees this: %2.</source>
        <translation>كل من في %1 يرى هذا: %2.</translation>
    </message>
    <message>
        <source>Choose who sees it.</source>
        <translation>يُرجى اختيار من يراه.</translation>
    </message>
    <message>
        <source>Only %1 see this.</source>
        <translation>لا يرى هذا إلا %1.</translation>
    </message>
    <message>
        <source>Everybody in %1 sees this.</source>
        <translation>كل من في %1 يرى هذا.</translation>
    </message>
    <message numerus="yes">
        <source>%n people and you</source>
        <translation>
            <numerusform>أنت فقط</numerusform>
            <numerusform>شخص آخر وأنت</numerusform>
            <numerusform>شخصان وأنت</numerusform>
            <numerusform>%n أشخاص وأنت</numerusform>
            <numerusform>%n شخصًا وأنت</numerusform>
            <numerusform>%n شخص وأنت</numerusform>
        </translation>
    </message>
    <message>
        <source>one other person and you</source>
        <translation>شخص آخر وأنت</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>لا صور</numerusform>
            <numerusform>صورة واحدة</numerusform>
            <numerusform>صورتان</numerusform>
            <numerusform>%n صور</numerusform>
            <numerusform>%n صورة</numerusform>
            <numerusform>%n صورة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>لا ملفات</numerusform>
            <numerusform>ملف واحد</numerusform>
            <numerusform>ملفان</numerusform>
            <numerusform>%n ملفات</numerusform>
            <numerusform>%n ملفًا</numerusform>
            <numerusform>%n ملف</numerusform>
        </translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>جارٍ الإرسال…</translation>
    </message>
    <message>
        <source>Nobody yet</source>
        <translation>لا أحد بعد</translation>
    </message>
    <message>
        <source>Goes to %1 in %2.</source>
        <comment>people or a circle, a number of seconds</comment>
        <translation>يُرسل إلى %1 بعد %2.</translation>
    </message>
    <message numerus="yes">
        <source>%n second(s)</source>
        <translation>
            <numerusform>لحظة</numerusform>
            <numerusform>ثانية واحدة</numerusform>
            <numerusform>ثانيتين</numerusform>
            <numerusform>%n ثوانٍ</numerusform>
            <numerusform>%n ثانية</numerusform>
            <numerusform>%n ثانية</numerusform>
        </translation>
    </message>
    <message>
        <source>Nobody of those you chose is here any more. Choose who sees it.</source>
        <translation>لم يعد هنا أحد ممن اخترتهم. يُرجى اختيار من يراه.</translation>
    </message>
    <message>
        <source>Getting your pictures ready: %1 of %2</source>
        <translation>جارٍ تجهيز صورك: %1 من أصل %2</translation>
    </message>
</context>
<context>
    <name>desk</name>
    <message>
        <source>The desktop could not be told: %1.</source>
        <translation>تعذّر إبلاغ سطح المكتب: %1.</translation>
    </message>
</context>
<context>
    <name>disk</name>
    <message>
        <source>What is on this disk is locked, and your computer&apos;s own keyring opens it when you log in. A thief who cannot log in as you can read nothing.</source>
        <translation>ما على هذا القرص مقفل، وتفتحه سلسلة المفاتيح في حاسوبك عند تسجيل دخولك. والسارق الذي لا يستطيع تسجيل الدخول باسمك لا يستطيع قراءة شيء.</translation>
    </message>
    <message>
        <source>What is on this disk is locked, and only your passphrase opens it. Organic asks for it at its start.</source>
        <translation>ما على هذا القرص مقفل، ولا تفتحه إلا عبارة المرور. يطلبها Organic عند بدء تشغيله.</translation>
    </message>
    <message>
        <source>This disk is not locked: this computer has no keyring, so whoever takes the disk can read what is on it. A passphrase locks it.</source>
        <translation>هذا القرص غير مقفل: لا سلسلة مفاتيح على هذا الحاسوب، فمن يأخذ القرص يستطيع قراءة ما عليه. عبارة المرور تقفله.</translation>
    </message>
    <message>
        <source>Too short: at least eight letters.</source>
        <translation>قصيرة جدًا: ثمانية أحرف على الأقل.</translation>
    </message>
    <message>
        <source>Easy to guess. Take several words that have nothing to do with each other.</source>
        <translation>سهلة التخمين. الأفضل عدة كلمات لا علاقة لإحداها بالأخرى.</translation>
    </message>
    <message>
        <source>Hard to guess. One more word makes it very hard.</source>
        <translation>صعبة التخمين. كلمة أخرى تجعلها صعبة جدًا.</translation>
    </message>
    <message>
        <source>Very hard to guess.</source>
        <translation>صعبة التخمين جدًا.</translation>
    </message>
    <message>
        <source>Done. Organic asks for it whenever it starts on this computer.</source>
        <translation>تم. يطلبها Organic كلما بدأ تشغيله على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>The two are not the same. Please type them once more.</source>
        <translation>العبارتان غير متطابقتين. يُرجى كتابتهما مرة أخرى.</translation>
    </message>
</context>
<context>
    <name>doctor</name>
    <message>
        <source>Not all</source>
        <translation>ليس الجميع</translation>
    </message>
    <message>
        <source>This computer is in a network</source>
        <translation>هذا الحاسوب متصل بشبكة</translation>
    </message>
    <message>
        <source>No VPN is in the way</source>
        <translation>لا يوجد VPN يعيق الاتصال</translation>
    </message>
    <message>
        <source>This computer hears what it says itself</source>
        <translation>هذا الحاسوب يسمع نفسه</translation>
    </message>
    <message>
        <source>Other computers are heard</source>
        <translation>الحواسيب الأخرى مسموعة</translation>
    </message>
    <message>
        <source>Others can come to this computer</source>
        <translation>يمكن للآخرين الوصول إلى هذا الحاسوب</translation>
    </message>
    <message>
        <source>The clocks agree</source>
        <translation>الساعات متفقة</translation>
    </message>
    <message>
        <source>All have the same Organic</source>
        <translation>لدى الجميع الإصدار نفسه من Organic</translation>
    </message>
    <message>
        <source>Everybody is reached</source>
        <translation>يمكن الوصول إلى الجميع</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>نعم</translation>
    </message>
    <message>
        <source>No</source>
        <translation>لا</translation>
    </message>
    <message>
        <source>Cannot be told</source>
        <translation>غير معروف</translation>
    </message>
    <message>
        <source>reached</source>
        <translation>تم الوصول</translation>
    </message>
    <message>
        <source>a program answers that does not know us</source>
        <translation>يجيب برنامج لا يعرفنا</translation>
    </message>
    <message>
        <source>connection refused: nothing listens there</source>
        <translation>رُفض الاتصال: لا أحد يستمع هناك</translation>
    </message>
    <message>
        <source>prohibited by a firewall</source>
        <translation>منعه جدار حماية</translation>
    </message>
    <message>
        <source>no answer: dropped by a firewall, or nobody there</source>
        <translation>لا جواب: حجبه جدار حماية، أو لا أحد هناك</translation>
    </message>
    <message>
        <source>no such computer in this network (ARP unanswered)</source>
        <translation>لا حاسوب كهذا في هذه الشبكة (ARP بلا جواب)</translation>
    </message>
    <message>
        <source>Finding each other: mDNS, multicast to 224.0.0.251 and ff02::fb, UDP port 5353</source>
        <translation>العثور المتبادل: mDNS، بث متعدد إلى 224.0.0.251 وff02::fb، منفذ UDP رقم 5353</translation>
    </message>
    <message>
        <source>This computer: %1; TCP port %2</source>
        <translation>هذا الحاسوب: %1؛ منفذ TCP رقم %2</translation>
    </message>
    <message>
        <source>Tried %1 for %2: %3</source>
        <translation>جُرّب %1 من أجل %2: %3</translation>
    </message>
    <message>
        <source>no address</source>
        <translation>لا عنوان</translation>
    </message>
    <message>
        <source>whoever invited you</source>
        <translation>من دعاك</translation>
    </message>
    <message>
        <source>not met yet</source>
        <translation>لم يتم اللقاء بعد</translation>
    </message>
    <message>
        <source>At its end, behind a colon, stands a number: 192.168.1.20:41234.</source>
        <translation>في نهايته، بعد نقطتين، رقم: 192.168.1.20:41234.</translation>
    </message>
    <message>
        <source>connected</source>
        <translation>على اتصال</translation>
    </message>
    <message>
        <source>on, but not reached</source>
        <translation>يعمل، لكن لا يمكن الوصول إليه</translation>
    </message>
    <message>
        <source>Testing…</source>
        <translation>جارٍ الفحص…</translation>
    </message>
    <message>
        <source>Tested %1.</source>
        <comment>a time in words</comment>
        <translation>آخر فحص: %1.</translation>
    </message>
    <message>
        <source>Before the colon stand four numbers with dots: 192.168.1.20:41234.</source>
        <translation>قبل النقطتين أربعة أرقام بينها نقاط: 192.168.1.20:41234.</translation>
    </message>
    <message>
        <source>The number behind the colon lies between %1 and %2.</source>
        <translation>الرقم الذي بعد النقطتين يقع بين %1 و%2.</translation>
    </message>
    <message>
        <source>Looking at your connections…</source>
        <translation>جارٍ فحص اتصالاتك…</translation>
    </message>
    <message>
        <source>met %1</source>
        <comment>a time in words</comment>
        <translation>آخر لقاء: %1</translation>
    </message>
    <message>
        <source>The computer that lets you in answered.</source>
        <translation>أجاب الحاسوب الذي يُدخلك.</translation>
    </message>
    <message>
        <source>%1&apos;s computer answered. You are connected.</source>
        <translation>أجاب حاسوب %1. تم الاتصال.</translation>
    </message>
    <message>
        <source>Nobody you know answers there. Is Organic open on that computer, and the address right?</source>
        <translation>لا يجيب هناك أحد من معارفك. هل Organic مفتوح على ذلك الحاسوب، وهل العنوان صحيح؟</translation>
    </message>
    <message>
        <source>Have the computer set its date and time by itself.</source>
        <translation>ترك الحاسوب يضبط تاريخه ووقته تلقائيًا.</translation>
    </message>
    <message numerus="yes">
        <source>The computers of %n people</source>
        <translation>
            <numerusform>لا حواسيب</numerusform>
            <numerusform>حاسوب شخص واحد</numerusform>
            <numerusform>حواسيب شخصين</numerusform>
            <numerusform>حواسيب %n أشخاص</numerusform>
            <numerusform>حواسيب %n شخصًا</numerusform>
            <numerusform>حواسيب %n شخص</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>أقل من دقيقة</numerusform>
            <numerusform>دقيقة واحدة</numerusform>
            <numerusform>دقيقتين</numerusform>
            <numerusform>%n دقائق</numerusform>
            <numerusform>%n دقيقة</numerusform>
            <numerusform>%n دقيقة</numerusform>
        </translation>
    </message>
    <message>
        <source>A VPN may be in the way.</source>
        <translation>قد يعيق VPN الاتصال.</translation>
    </message>
    <message>
        <source>It leads away what this computer sends, also to computers near you.</source>
        <translation>فهو يحوّل ما يرسله هذا الحاسوب إلى مكان بعيد، حتى ما كان للحواسيب القريبة منك.</translation>
    </message>
    <message>
        <source>Something on this computer holds back what others send.</source>
        <translation>شيء ما على هذا الحاسوب يحجب ما يرسله الآخرون.</translation>
    </message>
    <message>
        <source>A firewall, or a program against viruses, lets nothing in.</source>
        <translation>جدار حماية، أو برنامج مضاد للفيروسات، لا يسمح بدخول شيء.</translation>
    </message>
    <message>
        <source>Open the settings of the firewall, or of the program against viruses.</source>
        <translation>فتح إعدادات جدار الحماية، أو البرنامج المضاد للفيروسات.</translation>
    </message>
    <message>
        <source>On Windows, say that this network is a private one.</source>
        <translation>في Windows، اختيار أن هذه الشبكة خاصة.</translation>
    </message>
    <message>
        <source>Two clocks do not agree.</source>
        <translation>ساعتان غير متفقتين.</translation>
    </message>
    <message>
        <source>The two do not understand each other until both have the same one. Nothing is lost.</source>
        <translation>لا يتفاهم الحاسوبان حتى يكون على كليهما الإصدار نفسه. لن يضيع شيء.</translation>
    </message>
    <message>
        <source>The computer that let you in is not on just now.</source>
        <translation>الحاسوب الذي أدخلك مطفأ الآن.</translation>
    </message>
    <message>
        <source>Or it is elsewhere. What you write waits and is sent by itself when you are in one network.</source>
        <translation>أو في مكان آخر. كتاباتك تنتظر، وتُرسل تلقائيًا عندما تجمعكم شبكة واحدة.</translation>
    </message>
    <message>
        <source>The other computer</source>
        <translation>الحاسوب الآخر</translation>
    </message>
    <message numerus="yes">
        <source>%n day(s)</source>
        <translation>
            <numerusform>أقل من يوم</numerusform>
            <numerusform>يوم واحد</numerusform>
            <numerusform>يومين</numerusform>
            <numerusform>%n أيام</numerusform>
            <numerusform>%n يومًا</numerusform>
            <numerusform>%n يوم</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s)</source>
        <translation>
            <numerusform>أقل من ساعة</numerusform>
            <numerusform>ساعة واحدة</numerusform>
            <numerusform>ساعتين</numerusform>
            <numerusform>%n ساعات</numerusform>
            <numerusform>%n ساعة</numerusform>
            <numerusform>%n ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>Switch the VPN off, or allow it to reach the local network.</source>
        <translation>إيقاف VPN، أو السماح له بالوصول إلى الشبكة المحلية.</translation>
    </message>
    <message>
        <source>Then test again.</source>
        <translation>ثم إعادة الفحص.</translation>
    </message>
    <message>
        <source>Others cannot come to this computer.</source>
        <translation>لا يستطيع الآخرون الوصول إلى هذا الحاسوب.</translation>
    </message>
    <message>
        <source>It goes to them by itself, so all is well, unless they have the same trouble.</source>
        <translation>هو يصل إليهم من تلقاء نفسه، فكل شيء على ما يرام، إلا إذا كانت لديهم المشكلة نفسها.</translation>
    </message>
    <message>
        <source>A firewall may be in the way.</source>
        <translation>قد يعيق جدار حماية الاتصال.</translation>
    </message>
    <message>
        <source>Allow Organic to be reached from your own network (port %1).</source>
        <translation>السماح بالوصول إلى Organic من شبكتك (المنفذ %1).</translation>
    </message>
    <message>
        <source>The clock of this computer is wrong.</source>
        <translation>ساعة هذا الحاسوب غير مضبوطة.</translation>
    </message>
    <message>
        <source>%1 and this one are %2 apart. Computers with wrong clocks do not find each other.</source>
        <translation>الفرق بين ساعة %1 وساعة هذا الحاسوب يقدَّر بنحو %2. الحواسيب ذات الساعات غير المضبوطة لا يجد بعضها بعضًا.</translation>
    </message>
    <message>
        <source>Look at the date and time on both.</source>
        <translation>التحقق من التاريخ والوقت على كليهما.</translation>
    </message>
    <message>
        <source>%1 has a newer Organic.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>على %1 إصدار أحدث من Organic.</translation>
    </message>
    <message>
        <source>%1 have a newer Organic.</source>
        <comment>several computers</comment>
        <translation>على %1 إصدار أحدث من Organic.</translation>
    </message>
    <message>
        <source>Ask for it to be switched on, and for Organic to be opened there.</source>
        <translation>طلب تشغيل الحاسوب وفتح Organic هناك.</translation>
    </message>
    <message>
        <source>See that both are in the same network: the same Wi-Fi, the same home.</source>
        <translation>التأكد من وجود الحاسوبين في شبكة واحدة: شبكة Wi-Fi نفسها، والبيت نفسه.</translation>
    </message>
    <message>
        <source>%1&apos;s computer</source>
        <translation>حاسوب %1</translation>
    </message>
    <message>
        <source>The computers of %1</source>
        <translation>حواسيب %1</translation>
    </message>
    <message>
        <source>Everything works.</source>
        <translation>كل شيء يعمل.</translation>
    </message>
    <message>
        <source>The computers of all your people are connected with this one.</source>
        <translation>حواسيب جميع أحبابك على اتصال بهذا الحاسوب.</translation>
    </message>
    <message>
        <source>There is nobody to reach yet.</source>
        <translation>لا يوجد بعد من يمكن الوصول إليه.</translation>
    </message>
    <message>
        <source>You are the only one in your circles so far.</source>
        <translation>لا أحد سواك في دوائرك حتى الآن.</translation>
    </message>
    <message>
        <source>This computer is not connected.</source>
        <translation>هذا الحاسوب غير متصل.</translation>
    </message>
    <message>
        <source>It has no Wi-Fi and no cable now. What you write waits and is sent by itself.</source>
        <translation>لا شبكة Wi-Fi ولا كابل الآن. كتاباتك تنتظر، وتُرسل تلقائيًا.</translation>
    </message>
    <message>
        <source>Both computers hold back what the other one sends. It is enough if one of them lets the other in.</source>
        <translation>كل من الحاسوبين يحجب ما يرسله الآخر. يكفي أن يسمح أحدهما للآخر بالدخول.</translation>
    </message>
    <message>
        <source>Those whose address is known are reached all the same. For others, do this once.</source>
        <translation>من كان عنوانه معروفًا يمكن الوصول إليه مع ذلك. أما غيره فيلزم له ما يلي مرة واحدة.</translation>
    </message>
    <message>
        <source>A VPN takes away what is meant for your home.</source>
        <translation>يأخذ VPN بعيدًا ما هو موجّه إلى بيتك.</translation>
    </message>
    <message>
        <source>A VPN is probably in the way.</source>
        <translation>على الأرجح يعيق VPN الاتصال.</translation>
    </message>
    <message>
        <source>%1 has a wrong clock.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>ساعة %1 غير مضبوطة.</translation>
    </message>
    <message>
        <source>%1 have wrong clocks.</source>
        <comment>several computers</comment>
        <translation>ساعات %1 غير مضبوطة.</translation>
    </message>
    <message>
        <source>Computers with wrong clocks do not find each other.</source>
        <translation>الحواسيب التي ساعاتها غير مضبوطة لا يجد بعضها بعضًا.</translation>
    </message>
    <message>
        <source>%1 has an older Organic.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>على %1 إصدار أقدم من Organic.</translation>
    </message>
    <message>
        <source>%1 have an older Organic.</source>
        <comment>several computers</comment>
        <translation>على %1 إصدار أقدم من Organic.</translation>
    </message>
    <message>
        <source>A computer near you has a newer Organic.</source>
        <translation>على حاسوب قريب منك إصدار أحدث من Organic.</translation>
    </message>
    <message>
        <source>A computer near you has an older Organic.</source>
        <translation>على حاسوب قريب منك إصدار أقدم من Organic.</translation>
    </message>
    <message>
        <source>Bring Organic up to date on this computer.</source>
        <translation>تحديث Organic على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>Bring Organic up to date on the other computer.</source>
        <translation>تحديث Organic على الحاسوب الآخر.</translation>
    </message>
    <message>
        <source>%1 is not on just now.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1 مطفأ الآن.</translation>
    </message>
    <message>
        <source>%1 are not on just now.</source>
        <comment>several computers</comment>
        <translation>%1 مطفأة الآن.</translation>
    </message>
    <message>
        <source>Invite somebody, on the page “People”.</source>
        <translation>دعوة شخص، من صفحة «الأشخاص».</translation>
    </message>
    <message>
        <source>Switch Wi-Fi on, or plug the cable in.</source>
        <translation>تشغيل Wi-Fi، أو توصيل الكابل.</translation>
    </message>
    <message>
        <source>Choose the network that the computers of your people are in.</source>
        <translation>اختيار الشبكة التي فيها حواسيب أحبابك.</translation>
    </message>
    <message>
        <source>%1 is on, but the two cannot meet.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1 يعمل، لكن الحاسوبين لا يستطيعان الالتقاء.</translation>
    </message>
    <message>
        <source>%1 are on, but cannot meet this one.</source>
        <comment>several computers</comment>
        <translation>%1 تعمل، لكنها لا تستطيع الالتقاء بهذا الحاسوب.</translation>
    </message>
    <message>
        <source>This network keeps its computers apart.</source>
        <translation>هذه الشبكة تفصل حواسيبها بعضها عن بعض.</translation>
    </message>
    <message>
        <source>This network may keep its computers apart.</source>
        <translation>ربما تفصل هذه الشبكة حواسيبها بعضها عن بعض.</translation>
    </message>
    <message>
        <source>Networks for guests often do that. Then nobody is reached who is on.</source>
        <translation>كثيرًا ما تفعل شبكات الضيوف ذلك. وعندها لا يمكن الوصول إلى أحد، وإن كان حاسوبه يعمل.</translation>
    </message>
    <message>
        <source>Take the Wi-Fi of the home instead of the one for guests, on both computers.</source>
        <translation>استخدام شبكة Wi-Fi الخاصة بالبيت بدل شبكة الضيوف، على الحاسوبين.</translation>
    </message>
    <message>
        <source>If there is only this one, connect both with a cable, or through a phone.</source>
        <translation>إن لم توجد شبكة غيرها، توصيل الحاسوبين بكابل، أو عن طريق هاتف.</translation>
    </message>
    <message>
        <source>This network does not let computers find each other.</source>
        <translation>هذه الشبكة لا تسمح للحواسيب بأن يجد بعضها بعضًا.</translation>
    </message>
    <message>
        <source>This network may not let computers find each other.</source>
        <translation>ربما لا تسمح هذه الشبكة للحواسيب بأن يجد بعضها بعضًا.</translation>
    </message>
    <message>
        <source>Open this page on the other computer, and read its address there.</source>
        <translation>فتح هذه الصفحة على الحاسوب الآخر، وقراءة عنوانه هناك.</translation>
    </message>
    <message>
        <source>Enter it below. It is remembered from then on.</source>
        <translation>إدخاله أدناه. وسيبقى محفوظًا من بعد.</translation>
    </message>
    <message>
        <source>It is %1 behind those of the others.</source>
        <translation>هي متأخرة عن ساعات الآخرين بنحو %1.</translation>
    </message>
    <message>
        <source>It is %1 ahead of those of the others.</source>
        <translation>هي متقدمة على ساعات الآخرين بنحو %1.</translation>
    </message>
    <message>
        <source>Ask for them to be set: %1.</source>
        <comment>several computers</comment>
        <translation>طلب ضبط الساعات هناك: %1.</translation>
    </message>
    <message>
        <source>%1 are on, but here they are not let through to this one.</source>
        <comment>several computers</comment>
        <translation>%1 تعمل، لكن الطريق بينها وبين هذا الحاسوب مسدود هنا.</translation>
    </message>
    <message>
        <source>It is %1 ahead of yours. Computers with wrong clocks do not find each other.</source>
        <translation>هي متقدمة على ساعتك بنحو %1. الحواسيب ذات الساعات غير المضبوطة لا يجد بعضها بعضًا.</translation>
    </message>
    <message>
        <source>It is %1 behind yours. Computers with wrong clocks do not find each other.</source>
        <translation>هي متأخرة عن ساعتك بنحو %1. الحواسيب ذات الساعات غير المضبوطة لا يجد بعضها بعضًا.</translation>
    </message>
    <message>
        <source>Ask for it to be set: %1.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>طلب ضبط الساعة هناك: %1.</translation>
    </message>
    <message>
        <source>%1 is on, but here the two are not let through to each other.</source>
        <comment>Ann&apos;s computer</comment>
        <translation>%1 يعمل، لكن الطريق بين الحاسوبين مسدود هنا.</translation>
    </message>
</context>
<context>
    <name>engine</name>
    <message>
        <source>It stopped without a word.</source>
        <translation>توقّف البرنامج دون أي تفسير.</translation>
    </message>
    <message>
        <source>It stopped by a mistake of its own. Its last words are in %1.</source>
        <translation>توقّف البرنامج بسبب خطأ فيه. كلماته الأخيرة في %1.</translation>
    </message>
    <message>
        <source>It does not answer.</source>
        <translation>البرنامج لا يجيب.</translation>
    </message>
    <message>
        <source>The other version does not end.</source>
        <translation>الإصدار الآخر لم يتوقف بعد.</translation>
    </message>
</context>
<context>
    <name>export</name>
    <message>
        <source>Collecting everything…</source>
        <translation>جارٍ جمع كل شيء…</translation>
    </message>
    <message>
        <source>%1 of %2 posts and letters</source>
        <translation>%1 من أصل %2 من المنشورات والرسائل</translation>
    </message>
    <message numerus="yes">
        <source>%n post(s) and letter(s)</source>
        <translation>
            <numerusform>لا منشورات ولا رسائل</numerusform>
            <numerusform>منشور أو رسالة واحدة</numerusform>
            <numerusform>اثنان من المنشورات والرسائل</numerusform>
            <numerusform>%n من المنشورات والرسائل</numerusform>
            <numerusform>%n من المنشورات والرسائل</numerusform>
            <numerusform>%n من المنشورات والرسائل</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s) and file(s)</source>
        <translation>
            <numerusform>لا صور ولا ملفات</numerusform>
            <numerusform>صورة واحدة أو ملف واحد</numerusform>
            <numerusform>اثنان من الصور والملفات</numerusform>
            <numerusform>%n من الصور والملفات</numerusform>
            <numerusform>%n من الصور والملفات</numerusform>
            <numerusform>%n من الصور والملفات</numerusform>
        </translation>
    </message>
    <message>
        <source>It was interrupted. Nothing of it is left; please start it again.</source>
        <translation>انقطعت الكتابة. لم يبقَ منها شيء؛ يُرجى البدء من جديد.</translation>
    </message>
    <message numerus="yes">
        <source>%n of them not on this computer: the pages say who has it</source>
        <translation>
            <numerusform>كلها على هذا الحاسوب</numerusform>
            <numerusform>واحد منها ليس على هذا الحاسوب: الصفحات تذكر لدى من هو</numerusform>
            <numerusform>اثنان منها ليسا على هذا الحاسوب: الصفحات تذكر لدى من هما</numerusform>
            <numerusform>%n منها ليست على هذا الحاسوب: الصفحات تذكر لدى من هي</numerusform>
            <numerusform>%n منها ليست على هذا الحاسوب: الصفحات تذكر لدى من هي</numerusform>
            <numerusform>%n منها ليست على هذا الحاسوب: الصفحات تذكر لدى من هي</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>files</name>
    <message>
        <source>Film</source>
        <translation>فيلم</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>صوت</translation>
    </message>
    <message>
        <source>Picture file</source>
        <translation>ملف صورة</translation>
    </message>
    <message>
        <source>Archive</source>
        <translation>أرشيف</translation>
    </message>
    <message>
        <source>File</source>
        <translation>ملف</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>مستند</translation>
    </message>
</context>
<context>
    <name>home</name>
    <message>
        <source>Copied.</source>
        <translation>تم النسخ.</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>الرئيسية</translation>
    </message>
    <message>
        <source>This address could not be opened.</source>
        <translation>تعذّر فتح هذا العنوان.</translation>
    </message>
</context>
<context>
    <name>letters</name>
    <message>
        <source>%1 Your letter to %2 waits where you wrote it.</source>
        <comment>why it was not sent; names</comment>
        <translation>%1 رسالتك إلى %2 محفوظة حيث كُتبت.</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>محذوفة</translation>
    </message>
    <message>
        <source>new</source>
        <translation>جديد</translation>
    </message>
    <message>
        <source>muted</source>
        <comment>a conversation</comment>
        <translation>مكتومة</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>لا صور</numerusform>
            <numerusform>صورة واحدة</numerusform>
            <numerusform>صورتان</numerusform>
            <numerusform>%n صور</numerusform>
            <numerusform>%n صورة</numerusform>
            <numerusform>%n صورة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>لا ملفات</numerusform>
            <numerusform>ملف واحد</numerusform>
            <numerusform>ملفان</numerusform>
            <numerusform>%n ملفات</numerusform>
            <numerusform>%n ملفًا</numerusform>
            <numerusform>%n ملف</numerusform>
        </translation>
    </message>
    <message>
        <source>You: %1</source>
        <comment>what you wrote last</comment>
        <translation>أنت: %1</translation>
    </message>
    <message>
        <source>Choose one or several people.</source>
        <translation>يُرجى اختيار شخص أو أكثر.</translation>
    </message>
</context>
<context>
    <name>muting</name>
    <message>
        <source>No notifications come from here any more. Everything still arrives.</source>
        <translation>لن تصل إشعارات من هنا بعد الآن. كل شيء يصل كالمعتاد.</translation>
    </message>
    <message>
        <source>Notifications come from here again.</source>
        <translation>عادت الإشعارات تصل من هنا.</translation>
    </message>
</context>
<context>
    <name>notices</name>
    <message>
        <source>A letter from %1</source>
        <comment>a name, or several</comment>
        <translation>رسالة من %1</translation>
    </message>
    <message>
        <source>It is waiting for you in Organic.</source>
        <translation>هي بانتظارك في Organic.</translation>
    </message>
    <message>
        <source>News from your people</source>
        <translation>جديد أحبابك</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <comment>names of people, the name of a circle</comment>
        <translation>في %2: %1</translation>
    </message>
    <message>
        <source>%1 and others</source>
        <comment>a list of names</comment>
        <translation>%1 وغيرهم</translation>
    </message>
    <message>
        <source>Somebody asks to come into %1</source>
        <comment>the name of a circle</comment>
        <translation>طلب دخول إلى %1</translation>
    </message>
    <message>
        <source>A vote in %1 waits for you</source>
        <comment>the name of a circle</comment>
        <translation>تصويت في %1 بانتظارك</translation>
    </message>
    <message>
        <source>You can answer in Organic.</source>
        <translation>يمكنك الرد في Organic.</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>%1, %2</source>
        <comment>a day of the week, a date</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>%1 %2 %3</source>
        <comment>a date: day, month by name, year</comment>
        <translation>%1 %2 %3</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a month by name, a year</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>a date, a time of day</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>%1, part %2</source>
        <comment>a month, a number</comment>
        <translation>%1، الجزء %2</translation>
    </message>
    <message>
        <source>What %1 keeps</source>
        <comment>a name: the title of all pages</comment>
        <translation>ما يحتفظ به %1</translation>
    </message>
    <message>
        <source>Everything that was on this computer on %1.</source>
        <comment>a date</comment>
        <translation>كل ما كان على هذا الحاسوب في %1.</translation>
    </message>
    <message>
        <source>This folder is not locked: whoever has it can read it.</source>
        <translation>هذا المجلد غير مقفل: من يملكه يستطيع قراءته.</translation>
    </message>
    <message>
        <source>Pages for reading, and the same in JSON for programs; README.txt says more.</source>
        <translation>صفحات للقراءة، والمحتوى نفسه بصيغة JSON للبرامج؛ والتفاصيل في README.txt.</translation>
    </message>
    <message>
        <source>Pictures and files that were not on this computer: %1.</source>
        <comment>a number</comment>
        <translation>صور وملفات لم تكن على هذا الحاسوب: %1.</translation>
    </message>
    <message>
        <source>Circles</source>
        <translation>الدوائر</translation>
    </message>
    <message>
        <source>Letters</source>
        <translation>الرسائل</translation>
    </message>
    <message>
        <source>Letters with %1</source>
        <comment>names</comment>
        <translation>رسائل مع %1</translation>
    </message>
    <message>
        <source>myself</source>
        <comment>letters with</comment>
        <translation>نفسي</translation>
    </message>
    <message>
        <source>All circles and letters</source>
        <translation>كل الدوائر والرسائل</translation>
    </message>
    <message>
        <source>Earlier: %1</source>
        <comment>a year or a month</comment>
        <translation>الأقدم: %1</translation>
    </message>
    <message>
        <source>Later: %1</source>
        <comment>a year or a month</comment>
        <translation>الأحدث: %1</translation>
    </message>
    <message>
        <source>Nothing was written here.</source>
        <translation>لم يُكتب شيء هنا.</translation>
    </message>
    <message>
        <source>changed</source>
        <comment>a post</comment>
        <translation>معدّل</translation>
    </message>
    <message>
        <source>People</source>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>Who invited whom</source>
        <translation>من دعا من</translation>
    </message>
    <message>
        <source>Who was here before</source>
        <translation>من كان هنا سابقًا</translation>
    </message>
    <message>
        <source>Steward</source>
        <translation>مشرف</translation>
    </message>
    <message>
        <source>Steward since %1</source>
        <comment>a date</comment>
        <translation>مشرف، عضو منذ %1</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>Member since %1</source>
        <comment>a date</comment>
        <translation>عضو منذ %1</translation>
    </message>
    <message>
        <source>Left</source>
        <comment>somebody who is here no longer</comment>
        <translation>غادر</translation>
    </message>
    <message>
        <source>Removed by %1</source>
        <translation>أُزيل بيد %1</translation>
    </message>
    <message>
        <source>Removed by %1: %2</source>
        <comment>a name, a reason</comment>
        <translation>أُزيل بيد %1: %2</translation>
    </message>
    <message>
        <source>somebody</source>
        <translation>شخص ما</translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation>شخص غادر</translation>
    </message>
    <message>
        <source>Picture %1 by %2</source>
        <comment>a number, a name</comment>
        <translation>الصورة %1 من %2</translation>
    </message>
    <message>
        <source>This picture could not be opened: it is damaged.</source>
        <translation>تعذّر فتح هذه الصورة: إنها تالفة.</translation>
    </message>
    <message>
        <source>This picture was on no computer that is known.</source>
        <translation>لم تكن هذه الصورة على أي حاسوب معروف.</translation>
    </message>
    <message>
        <source>This picture was not on this computer, but on that of %1.</source>
        <comment>names</comment>
        <translation>لم تكن هذه الصورة على هذا الحاسوب، بل لدى %1.</translation>
    </message>
    <message>
        <source>This file could not be opened: it is damaged.</source>
        <translation>تعذّر فتح هذا الملف: إنه تالف.</translation>
    </message>
    <message>
        <source>This file was on no computer that is known.</source>
        <translation>لم يكن هذا الملف على أي حاسوب معروف.</translation>
    </message>
    <message>
        <source>This file was not on this computer, but on that of %1.</source>
        <comment>names</comment>
        <translation>لم يكن هذا الملف على هذا الحاسوب، بل لدى %1.</translation>
    </message>
    <message>
        <source>is in %1</source>
        <comment>a file, a folder</comment>
        <translation>في %1</translation>
    </message>
    <message>
        <source>Somebody who was removed may have been able to read this.</source>
        <translation>ربما استطاع شخص أُزيل قراءة هذا.</translation>
    </message>
    <message>
        <source>Written by somebody who was being removed at that time.</source>
        <translation>كتبه شخص كان يُزال في ذلك الوقت.</translation>
    </message>
    <message numerus="yes">
        <source>%n post(s)</source>
        <translation>
            <numerusform>لا منشورات</numerusform>
            <numerusform>منشور واحد</numerusform>
            <numerusform>منشوران</numerusform>
            <numerusform>%n منشورات</numerusform>
            <numerusform>%n منشورًا</numerusform>
            <numerusform>%n منشور</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n letter(s)</source>
        <translation>
            <numerusform>لا رسائل</numerusform>
            <numerusform>رسالة واحدة</numerusform>
            <numerusform>رسالتان</numerusform>
            <numerusform>%n رسائل</numerusform>
            <numerusform>%n رسالةً</numerusform>
            <numerusform>%n رسالة</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>people</name>
    <message>
        <source>The link is copied. Send it to one person only.</source>
        <translation>تم نسخ الرابط. يُرجى إرساله إلى شخص واحد فقط.</translation>
    </message>
    <message>
        <source>founded this circle</source>
        <translation>من أسّس هذه الدائرة</translation>
    </message>
    <message>
        <source>steward</source>
        <translation>مشرف</translation>
    </message>
    <message>
        <source>since %1</source>
        <translation>منذ %1</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>مسحوبة</translation>
    </message>
    <message>
        <source>The invitation is taken back. It lets nobody in any more.</source>
        <translation>تم سحب الدعوة. ولن تُدخل أحدًا بعد الآن.</translation>
    </message>
    <message>
        <source>No printer is set up on this computer. Save the page as a PDF instead.</source>
        <translation>لا طابعة معدّة على هذا الحاسوب. يمكن حفظ الصفحة كملف PDF بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>Used by %1</source>
        <translation>مستخدَمة من قِبل %1</translation>
    </message>
    <message>
        <source>Expired on %1</source>
        <translation>انتهت في %1</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>من %1</translation>
    </message>
    <message>
        <source>a steward is asked first</source>
        <translation>يُسأل مشرف أولًا</translation>
    </message>
    <message>
        <source>invited by %1 · asked %2</source>
        <translation>بدعوة من %1 · وصل الطلب %2</translation>
    </message>
    <message>
        <source>Open until %1</source>
        <translation>سارية حتى %1</translation>
    </message>
    <message>
        <source>Saved as %1.</source>
        <translation>تم الحفظ باسم %1.</translation>
    </message>
    <message>
        <source>Print the invitation</source>
        <translation>طباعة الدعوة</translation>
    </message>
    <message>
        <source>The page could not be saved: %1.</source>
        <translation>تعذّر حفظ الصفحة: %1.</translation>
    </message>
    <message>
        <source>The page is on its way to the printer.</source>
        <translation>الصفحة في طريقها إلى الطابعة.</translation>
    </message>
    <message>
        <source>The printer did not take the page. Save it as a PDF instead.</source>
        <translation>لم تقبل الطابعة الصفحة. يمكن حفظها كملف PDF بدلًا من ذلك.</translation>
    </message>
    <message>
        <source>one computer</source>
        <translation>حاسوب واحد</translation>
    </message>
    <message numerus="yes">
        <source>%n computer(s)</source>
        <translation>
            <numerusform>لا حواسيب</numerusform>
            <numerusform>حاسوب واحد</numerusform>
            <numerusform>حاسوبان</numerusform>
            <numerusform>%n حواسيب</numerusform>
            <numerusform>%n حاسوبًا</numerusform>
            <numerusform>%n حاسوب</numerusform>
        </translation>
    </message>
    <message>
        <source>left</source>
        <translation>تمت المغادرة</translation>
    </message>
    <message>
        <source>Somebody asks to come into %1</source>
        <translation>طلب دخول إلى %1</translation>
    </message>
    <message>
        <source>A vote in %1 waits for you</source>
        <translation>تصويت في %1 بانتظارك</translation>
    </message>
    <message>
        <source>Please choose a place on this computer.</source>
        <translation>يُرجى اختيار مكان على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>“%1” is there already. Please choose another name.</source>
        <translation>يوجد «%1» هناك من قبل. يُرجى اختيار اسم آخر.</translation>
    </message>
    <message>
        <source>%1 proposes to make %2 a steward.</source>
        <translation>اقتراح من %1: ضمّ %2 إلى المشرفين.</translation>
    </message>
    <message>
        <source>%1 proposes that %2 is a steward no longer.</source>
        <translation>اقتراح من %1: إنهاء دور %2 في الإشراف.</translation>
    </message>
    <message>
        <source>%1 proposes to remove %2 from the circle.</source>
        <translation>اقتراح من %1: إزالة %2 من الدائرة.</translation>
    </message>
    <message>
        <source>%1 proposes to change the house rules.</source>
        <translation>اقتراح من %1: تغيير قواعد البيت.</translation>
    </message>
    <message numerus="yes">
        <source>It takes %n more.</source>
        <comment>stewards who agree</comment>
        <translation>
            <numerusform>لا تلزم موافقة أخرى.</numerusform>
            <numerusform>تلزم موافقة أخرى.</numerusform>
            <numerusform>تلزم موافقتان أخريان.</numerusform>
            <numerusform>تلزم %n موافقات أخرى.</numerusform>
            <numerusform>تلزم %n موافقة أخرى.</numerusform>
            <numerusform>تلزم %n موافقة أخرى.</numerusform>
        </translation>
    </message>
    <message>
        <source>Only a majority of the stewards decides about a steward.</source>
        <translation>القرار بشأن مشرف لا تتخذه إلا أغلبية المشرفين.</translation>
    </message>
    <message numerus="yes">
        <source>It takes %n other steward(s) to agree.</source>
        <translation>
            <numerusform>لا تلزم موافقة مشرف آخر.</numerusform>
            <numerusform>تلزم موافقة مشرف آخر.</numerusform>
            <numerusform>تلزم موافقة مشرفَين اثنين آخرَين.</numerusform>
            <numerusform>تلزم موافقة %n مشرفين آخرين.</numerusform>
            <numerusform>تلزم موافقة %n مشرفًا آخر.</numerusform>
            <numerusform>تلزم موافقة %n مشرف آخر.</numerusform>
        </translation>
    </message>
    <message>
        <source>All members can read your reason.</source>
        <translation>يمكن لجميع الأعضاء قراءة السبب الذي كتبته.</translation>
    </message>
    <message>
        <source>Everything you wrote there is deleted from all computers, from each as soon as it is reached.</source>
        <translation>يُحذف كل ما كتبته هناك من جميع الحواسيب، ومن كل حاسوب حالما يمكن الوصول إليه.</translation>
    </message>
    <message>
        <source>invited by %1</source>
        <translation>بدعوة من %1</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>invited by Ann, 3 May 2026</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>being removed</source>
        <translation>تجري الإزالة</translation>
    </message>
    <message>
        <source>this computer</source>
        <translation>هذا الحاسوب</translation>
    </message>
    <message>
        <source>not met yet</source>
        <translation>لم يتم اللقاء بعد</translation>
    </message>
    <message>
        <source>last met %1</source>
        <translation>آخر لقاء: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n steward(s)</source>
        <translation>
            <numerusform>لا مشرفين</numerusform>
            <numerusform>مشرف واحد</numerusform>
            <numerusform>مشرفان</numerusform>
            <numerusform>%n مشرفين</numerusform>
            <numerusform>%n مشرفًا</numerusform>
            <numerusform>%n مشرف</numerusform>
        </translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation>شخص غادر</translation>
    </message>
    <message>
        <source>Steward</source>
        <translation>مشرف</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>عضو</translation>
    </message>
    <message>
        <source>removed by %1: “%2”</source>
        <translation>تمت الإزالة من قِبل %1: «%2»</translation>
    </message>
    <message>
        <source>%1 agreed, of %2 stewards.</source>
        <translation>الموافقة من %1، وعدد المشرفين %2.</translation>
    </message>
    <message>
        <source>A steward invites people, lets them in and removes them.</source>
        <translation>المشرف يدعو الناس، ويسمح لهم بالدخول، ويزيلهم.</translation>
    </message>
    <message numerus="yes">
        <source>It is proposed, and takes %n more steward(s).</source>
        <translation>
            <numerusform>تم اقتراح ذلك، ولا تلزم موافقة أخرى.</numerusform>
            <numerusform>تم اقتراح ذلك، وتلزم موافقة مشرف آخر.</numerusform>
            <numerusform>تم اقتراح ذلك، وتلزم موافقة مشرفَين اثنين آخرَين.</numerusform>
            <numerusform>تم اقتراح ذلك، وتلزم موافقة %n مشرفين آخرين.</numerusform>
            <numerusform>تم اقتراح ذلك، وتلزم موافقة %n مشرفًا آخر.</numerusform>
            <numerusform>تم اقتراح ذلك، وتلزم موافقة %n مشرف آخر.</numerusform>
        </translation>
    </message>
    <message>
        <source>There are two of you, so neither can do it alone. A third steward could help.</source>
        <translation>أنتما اثنان، فلا يستطيع أحدكما ذلك وحده. قد يساعد مشرف ثالث.</translation>
    </message>
    <message>
        <source>%1 can read nothing new from then on; what has arrived there already stays there. All members can read your reason.</source>
        <translation>بعد ذلك لا تُتاح قراءة أي جديد لـ%1؛ وما وصل هناك من قبل يبقى هناك. ويمكن لجميع الأعضاء قراءة السبب الذي كتبته.</translation>
    </message>
    <message>
        <source>You are the only steward, and without one nobody could invite or remove anybody. Make somebody else a steward first.</source>
        <translation>لا مشرف هنا سواك، ومن دون مشرف لا يمكن دعوة أحد ولا إزالته. يلزم أولًا ضمّ شخص آخر إلى المشرفين.</translation>
    </message>
    <message>
        <source>%1 (you)</source>
        <translation>%1 (أنت)</translation>
    </message>
    <message numerus="yes">
        <source>%n people</source>
        <translation>
            <numerusform>لا أحد</numerusform>
            <numerusform>شخص واحد</numerusform>
            <numerusform>شخصان</numerusform>
            <numerusform>%n أشخاص</numerusform>
            <numerusform>%n شخصًا</numerusform>
            <numerusform>%n شخص</numerusform>
        </translation>
    </message>
    <message>
        <source>Only you so far</source>
        <translation>لا أحد سواك حتى الآن</translation>
    </message>
    <message>
        <source>%1 disagreed.</source>
        <translation>عدم الموافقة من %1.</translation>
    </message>
    <message>
        <source>“%1”</source>
        <translation>«%1»</translation>
    </message>
    <message>
        <source>From then on only a majority of the stewards can change that.</source>
        <translation>ومن بعدها لا يمكن تغيير ذلك إلا بأغلبية المشرفين.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>one computer, reachable now</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>What you received stays here to read. What you wrote stays with the others, unless you delete it.</source>
        <translation>ما وصل إليك يبقى هنا للقراءة. وما كتبته يبقى لدى الآخرين، ما لم يتم حذفه.</translation>
    </message>
    <message>
        <source>Invited %1</source>
        <translation>المدعوون: %1</translation>
    </message>
    <message>
        <source>is here no longer</source>
        <translation>من الأعضاء السابقين</translation>
    </message>
    <message>
        <source>%1 is removed.</source>
        <translation>تتم إزالة %1.</translation>
    </message>
    <message>
        <source>level %1</source>
        <comment>of the tree of who invited whom</comment>
        <translation>المستوى %1</translation>
    </message>
    <message>
        <source>You left this circle. What you received stays here to read.</source>
        <translation>لقد غادرت هذه الدائرة. ما وصل إليك يبقى هنا للقراءة.</translation>
    </message>
    <message>
        <source>You were removed from this circle. What you received stays here to read.</source>
        <translation>تمت إزالتك من هذه الدائرة. ما وصل إليك يبقى هنا للقراءة.</translation>
    </message>
    <message>
        <source>You are on your way in.</source>
        <translation>أنت في الطريق إلى الدخول.</translation>
    </message>
    <message>
        <source>It is decided.</source>
        <translation>تم اتخاذ القرار.</translation>
    </message>
    <message>
        <source>You leave “%1”, and everything you wrote there is deleted.</source>
        <comment>a circle</comment>
        <translation>ستغادر «%1»، ويُحذف كل ما كتبته هناك.</translation>
    </message>
    <message>
        <source>You leave “%1”.</source>
        <comment>a circle</comment>
        <translation>ستغادر «%1».</translation>
    </message>
    <message numerus="yes">
        <source>It is noted, and takes %n more steward(s).</source>
        <translation>
            <numerusform>سُجّل ذلك، ولا تلزم موافقة أخرى.</numerusform>
            <numerusform>سُجّل ذلك، وتلزم موافقة مشرف آخر.</numerusform>
            <numerusform>سُجّل ذلك، وتلزم موافقة مشرفَين اثنين آخرَين.</numerusform>
            <numerusform>سُجّل ذلك، وتلزم موافقة %n مشرفين آخرين.</numerusform>
            <numerusform>سُجّل ذلك، وتلزم موافقة %n مشرفًا آخر.</numerusform>
            <numerusform>سُجّل ذلك، وتلزم موافقة %n مشرف آخر.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is noted. The proposal can no longer pass.</source>
        <translation>سُجّل ذلك. لم يعد قبول الاقتراح ممكنًا.</translation>
    </message>
    <message>
        <source>reachable now</source>
        <translation>على اتصال الآن</translation>
    </message>
</context>
<context>
    <name>photos</name>
    <message numerus="yes">
        <source>Taken out of your %n pictures: %1.</source>
        <translation>
            <numerusform>أُزيل من صورك: %1.</numerusform>
            <numerusform>أُزيل من صورتك: %1.</numerusform>
            <numerusform>أُزيل من صورتيك: %1.</numerusform>
            <numerusform>أُزيل من صورك (%n): %1.</numerusform>
            <numerusform>أُزيل من صورك (%n): %1.</numerusform>
            <numerusform>أُزيل من صورك (%n): %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>A picture that moves was too long and ends earlier.</source>
        <translation>صورة متحركة كانت طويلة جدًا، فتنتهي قبل آخرها.</translation>
    </message>
    <message>
        <source>Taken out of your picture: %1.</source>
        <translation>أُزيل من صورتك: %1.</translation>
    </message>
    <message>
        <source>place</source>
        <comment>taken out of a picture</comment>
        <translation>المكان</translation>
    </message>
    <message>
        <source>people</source>
        <comment>taken out of a picture</comment>
        <translation>الأشخاص</translation>
    </message>
    <message>
        <source>device</source>
        <comment>taken out of a picture</comment>
        <translation>الجهاز</translation>
    </message>
    <message>
        <source>time</source>
        <comment>taken out of a picture</comment>
        <translation>الوقت</translation>
    </message>
    <message>
        <source>description</source>
        <comment>taken out of a picture</comment>
        <translation>الوصف</translation>
    </message>
    <message>
        <source>preview</source>
        <comment>taken out of a picture</comment>
        <translation>المعاينة</translation>
    </message>
    <message>
        <source>sound or video</source>
        <comment>taken out of a picture</comment>
        <translation>صوت أو فيديو</translation>
    </message>
    <message>
        <source>hidden data</source>
        <comment>taken out of a picture</comment>
        <translation>بيانات مخفية</translation>
    </message>
    <message>
        <source>This picture is too large and is not shown.</source>
        <translation>هذه الصورة كبيرة جدًا، ولا يتم عرضها.</translation>
    </message>
    <message>
        <source>This picture is damaged and is not shown.</source>
        <translation>هذه الصورة تالفة، ولا يتم عرضها.</translation>
    </message>
    <message>
        <source>Please choose a place on this computer.</source>
        <translation>يُرجى اختيار مكان على هذا الحاسوب.</translation>
    </message>
    <message>
        <source>This picture moves for too long and is shown still.</source>
        <translation>حركة هذه الصورة طويلة جدًا، فتُعرض ثابتة.</translation>
    </message>
    <message>
        <source>Saved as “%1”.</source>
        <translation>تم الحفظ باسم «%1».</translation>
    </message>
</context>
<context>
    <name>post</name>
    <message>
        <source>you</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>somebody who left</source>
        <translation>شخص غادر</translation>
    </message>
    <message>
        <source>%1 reacted</source>
        <comment>names, to a post</comment>
        <translation>من تفاعل: %1</translation>
    </message>
    <message>
        <source>On this computer</source>
        <translation>على هذا الحاسوب</translation>
    </message>
    <message numerus="yes">
        <source>On all %n computers</source>
        <translation>
            <numerusform>ليس على أي حاسوب</numerusform>
            <numerusform>على الحاسوب الوحيد</numerusform>
            <numerusform>على كلا الحاسوبين</numerusform>
            <numerusform>على كل الحواسيب (%n)</numerusform>
            <numerusform>على كل الحواسيب (%n)</numerusform>
            <numerusform>على كل الحواسيب (%n)</numerusform>
        </translation>
    </message>
    <message>
        <source>On %1 of %2 computers</source>
        <translation>على %1 من أصل %2 من الحواسيب</translation>
    </message>
    <message>
        <source>Nobody&apos;s computer that is known has this now.</source>
        <translation>لا يوجد هذا الآن على أي حاسوب معروف.</translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers. Press to fetch it.</source>
        <translation>
            <numerusform>ليس على حاسوب أحد.</numerusform>
            <numerusform>على حاسوب شخص واحد. يكفي الضغط للتنزيل.</numerusform>
            <numerusform>على حواسيب شخصين. يكفي الضغط للتنزيل.</numerusform>
            <numerusform>على حواسيب %n أشخاص. يكفي الضغط للتنزيل.</numerusform>
            <numerusform>على حواسيب %n شخصًا. يكفي الضغط للتنزيل.</numerusform>
            <numerusform>على حواسيب %n شخص. يكفي الضغط للتنزيل.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is on the computers of %1. Press to fetch it.</source>
        <translation>على حواسيب %1. يكفي الضغط للتنزيل.</translation>
    </message>
    <message>
        <source>Somebody who was removed may be able to read this.</source>
        <translation>ربما يستطيع شخص تمت إزالته قراءة هذا.</translation>
    </message>
    <message>
        <source>Written by somebody who was being removed at that time.</source>
        <translation>كتبه شخص كانت إزالته جارية في ذلك الوقت.</translation>
    </message>
    <message>
        <source>File %1</source>
        <translation>الملف %1</translation>
    </message>
    <message numerus="yes">
        <source>%n answer(s)</source>
        <translation>
            <numerusform>لا ردود</numerusform>
            <numerusform>رد واحد</numerusform>
            <numerusform>ردّان</numerusform>
            <numerusform>%n ردود</numerusform>
            <numerusform>%n ردًا</numerusform>
            <numerusform>%n رد</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 % here</source>
        <comment>how much of a picture has come</comment>
        <translation>وصل %1 %</translation>
    </message>
    <message numerus="yes">
        <source>It is on %n people&apos;s computers and comes by itself.</source>
        <translation>
            <numerusform>ليس على حاسوب أحد.</numerusform>
            <numerusform>على حاسوب شخص واحد، والتنزيل تلقائي.</numerusform>
            <numerusform>على حواسيب شخصين، والتنزيل تلقائي.</numerusform>
            <numerusform>على حواسيب %n أشخاص، والتنزيل تلقائي.</numerusform>
            <numerusform>على حواسيب %n شخصًا، والتنزيل تلقائي.</numerusform>
            <numerusform>على حواسيب %n شخص، والتنزيل تلقائي.</numerusform>
        </translation>
    </message>
    <message>
        <source>It is on %1&apos;s computer. Press to fetch it.</source>
        <translation>على حاسوب %1. يكفي الضغط للتنزيل.</translation>
    </message>
    <message>
        <source>It is on the computers of %1 and comes by itself.</source>
        <translation>على حواسيب %1، والتنزيل تلقائي.</translation>
    </message>
    <message>
        <source>for %1</source>
        <comment>who can see a post</comment>
        <translation>يراه: %1</translation>
    </message>
    <message>
        <source>It is on %1&apos;s computer and comes by itself.</source>
        <translation>على حاسوب %1، والتنزيل تلقائي.</translation>
    </message>
    <message>
        <source>Picture %1</source>
        <translation>الصورة %1</translation>
    </message>
</context>
<context>
    <name>refusals</name>
    <message>
        <source>More than one fits. Please choose one.</source>
        <translation>يوجد أكثر من احتمال واحد. يُرجى اختيار واحد.</translation>
    </message>
    <message>
        <source>A name cannot hold characters that are not seen.</source>
        <translation>الاسم لا يجوز أن يحتوي على أحرف غير مرئية.</translation>
    </message>
    <message>
        <source>A reaction is one emoji or one short word.</source>
        <translation>التفاعل رمز تعبيري واحد أو كلمة قصيرة واحدة.</translation>
    </message>
    <message>
        <source>There is nothing written here yet.</source>
        <translation>لم يُكتب شيء هنا بعد.</translation>
    </message>
    <message>
        <source>This number is too small or too large.</source>
        <translation>هذا الرقم صغير جدًا أو كبير جدًا.</translation>
    </message>
    <message>
        <source>They show no picture.</source>
        <translation>لا صورة لهذا الشخص.</translation>
    </message>
    <message>
        <source>You are in no circle yet. Start one, or join one with an invitation.</source>
        <translation>لست في أي دائرة بعد. يمكن إنشاء دائرة، أو الانضمام إلى دائرة بدعوة.</translation>
    </message>
    <message>
        <source>This is not text.</source>
        <translation>هذا ليس نصًا.</translation>
    </message>
    <message>
        <source>This is no time of a day.</source>
        <translation>هذا ليس وقتًا من اليوم.</translation>
    </message>
    <message>
        <source>This is too long. Please make it shorter.</source>
        <translation>هذا طويل جدًا. يُرجى اختصاره.</translation>
    </message>
    <message>
        <source>This is too much at once. Please take fewer.</source>
        <translation>هذا كثير جدًا دفعة واحدة. يُرجى تقليل العدد.</translation>
    </message>
    <message>
        <source>This is more than can be shown at once.</source>
        <translation>هذا أكثر مما يمكن عرضه دفعة واحدة.</translation>
    </message>
    <message>
        <source>This circle is not known here.</source>
        <translation>هذه الدائرة غير معروفة هنا.</translation>
    </message>
    <message>
        <source>This invitation is not known here any more.</source>
        <translation>هذه الدعوة لم تعد معروفة هنا.</translation>
    </message>
    <message>
        <source>There is no such proposal any more.</source>
        <translation>لم يعد هذا الاقتراح موجودًا.</translation>
    </message>
    <message>
        <source>This person is not known here.</source>
        <translation>هذا الشخص غير معروف هنا.</translation>
    </message>
    <message>
        <source>This is not here any more. It may have been deleted.</source>
        <translation>لم يعد هذا موجودًا هنا. ربما تم حذفه.</translation>
    </message>
    <message>
        <source>Nobody asks for this any more.</source>
        <translation>لم يعد أحد يطلب هذا.</translation>
    </message>
    <message>
        <source>Nobody can decide this about themselves.</source>
        <translation>لا يستطيع أحد اتخاذ هذا القرار بشأن نفسه.</translation>
    </message>
    <message>
        <source>This person is in the circle already.</source>
        <translation>هذا الشخص موجود في الدائرة من قبل.</translation>
    </message>
    <message>
        <source>This has been decided already.</source>
        <translation>تم اتخاذ القرار في هذا من قبل.</translation>
    </message>
    <message>
        <source>You have answered this already; an answer is final.</source>
        <translation>لقد أجبت عن هذا من قبل؛ والجواب نهائي.</translation>
    </message>
    <message>
        <source>There are two stewards, so neither can decide alone about the other. Make somebody else a steward first.</source>
        <translation>المشرفون اثنان، فلا يستطيع أحدهما أن يقرر وحده بشأن الآخر. يلزم أولًا ضمّ شخص آخر إلى المشرفين.</translation>
    </message>
    <message>
        <source>The people of a private conversation never change.</source>
        <translation>المشاركون في محادثة خاصة لا يتغيرون أبدًا.</translation>
    </message>
    <message>
        <source>You are the only steward; without one nobody could invite or remove anybody. Make somebody else a steward first.</source>
        <translation>لا مشرف هنا سواك؛ ومن دون مشرف لا يمكن دعوة أحد ولا إزالته. يلزم أولًا ضمّ شخص آخر إلى المشرفين.</translation>
    </message>
    <message>
        <source>This was proposed before you were a steward, so you have no vote on it.</source>
        <translation>قُدّم هذا الاقتراح قبل انضمامك إلى المشرفين، فلا صوت لك فيه.</translation>
    </message>
    <message>
        <source>You are not in this circle, so you cannot do this there.</source>
        <translation>لست في هذه الدائرة، فلا يمكنك فعل هذا هناك.</translation>
    </message>
    <message>
        <source>Only a steward of the circle can do this.</source>
        <translation>لا يستطيع فعل هذا إلا مشرف في الدائرة.</translation>
    </message>
    <message>
        <source>Only who wrote it, or a steward of the circle, can do this.</source>
        <translation>لا يستطيع فعل هذا إلا من كتبه، أو مشرف في الدائرة.</translation>
    </message>
    <message>
        <source>Only who wrote it can change it.</source>
        <translation>لا يستطيع تعديله إلا من كتبه.</translation>
    </message>
    <message>
        <source>This person is a steward. Stewards change by majority only.</source>
        <translation>هذا الشخص مشرف. القرار بشأن مشرف لا تتخذه إلا أغلبية المشرفين.</translation>
    </message>
    <message>
        <source>This person is not in the circle.</source>
        <translation>هذا الشخص ليس في الدائرة.</translation>
    </message>
    <message>
        <source>This person is not a steward.</source>
        <translation>هذا الشخص ليس مشرفًا.</translation>
    </message>
    <message>
        <source>To go yourself, leave the circle.</source>
        <translation>للخروج من الدائرة تلزم مغادرتها.</translation>
    </message>
    <message>
        <source>You were let in already. Leave the circle if you do not want to be there.</source>
        <translation>تم السماح بدخولك من قبل. إن لم تكن لديك رغبة في البقاء هناك، يمكن مغادرة الدائرة.</translation>
    </message>
    <message>
        <source>This computer was put back from an older copy, and the others hold newer posts of yours. They are coming; please try again in a moment.</source>
        <translation>استُعيد هذا الحاسوب من نسخة أقدم، ولدى الآخرين منشورات أحدث لك. هي في الطريق؛ يُرجى إعادة المحاولة بعد لحظات.</translation>
    </message>
    <message>
        <source>Another computer writes in the name of this one: its folder was copied. Nothing more is written here. Use the other one, or move this folder away and join again.</source>
        <translation>حاسوب آخر يكتب باسم هذا الحاسوب: لقد نُسخ مجلده. لن يُكتب هنا شيء بعد الآن. يلزم استخدام الحاسوب الآخر، أو نقل هذا المجلد إلى مكان آخر والانضمام من جديد.</translation>
    </message>
    <message>
        <source>You left this circle. What you received stays here to read.</source>
        <translation>لقد غادرت هذه الدائرة. ما وصل إليك يبقى هنا للقراءة.</translation>
    </message>
    <message>
        <source>This circle has not arrived on this computer yet.</source>
        <translation>لم تصل هذه الدائرة إلى هذا الحاسوب بعد.</translation>
    </message>
    <message>
        <source>You were removed from this circle. What you received stays here to read.</source>
        <translation>تمت إزالتك من هذه الدائرة. ما وصل إليك يبقى هنا للقراءة.</translation>
    </message>
    <message>
        <source>Two of these people share no circle. Write to each of them alone, or invite them into one circle first.</source>
        <translation>من بين هؤلاء شخصان لا تجمعهما دائرة. يمكن الكتابة إلى كل منهم وحده، أو دعوتهم أولًا إلى دائرة واحدة.</translation>
    </message>
    <message>
        <source>This computer is known here as somebody else&apos;s, so it cannot come in.</source>
        <translation>هذا الحاسوب معروف هنا على أنه لشخص آخر، فلا يمكنه الدخول.</translation>
    </message>
    <message>
        <source>These are too many people for one letter. For so many, start a circle.</source>
        <translation>هؤلاء أكثر مما تسعه رسالة واحدة. لهذا العدد يمكن إنشاء دائرة.</translation>
    </message>
    <message>
        <source>You have begun as many conversations with these people as there can be. Choose people whom you wrote to together before.</source>
        <translation>لقد بدأت مع هؤلاء الأشخاص أكبر عدد ممكن من المحادثات. يُرجى اختيار أشخاص كتبت إليهم معًا من قبل.</translation>
    </message>
    <message>
        <source>That address cannot be used.</source>
        <translation>لا يمكن استخدام هذا العنوان.</translation>
    </message>
    <message>
        <source>An invitation cannot be good for so long.</source>
        <translation>لا يمكن أن تكون الدعوة صالحة كل هذه المدة.</translation>
    </message>
    <message>
        <source>A steward of the circle declined.</source>
        <translation>جاء الرفض من مشرف في الدائرة.</translation>
    </message>
    <message>
        <source>This invitation has expired. Ask for a new one.</source>
        <translation>انتهت صلاحية هذه الدعوة. يُرجى طلب دعوة جديدة.</translation>
    </message>
    <message>
        <source>This invitation was taken back.</source>
        <translation>تم سحب هذه الدعوة.</translation>
    </message>
    <message>
        <source>This invitation was used already. Each one is for one person.</source>
        <translation>تم استخدام هذه الدعوة من قبل. كل دعوة لشخص واحد.</translation>
    </message>
    <message>
        <source>There is a character here that no code has.</source>
        <translation>يوجد هنا حرف لا يرد في أي رمز.</translation>
    </message>
    <message>
        <source>This code does not fit. Compare it with the code that you were given.</source>
        <translation>هذا الرمز غير صحيح. يُرجى مقارنته بالرمز الذي وصلك.</translation>
    </message>
    <message>
        <source>There is no square code to be seen in this picture. Try a sharper or larger one.</source>
        <translation>لا يظهر في هذه الصورة أي رمز مربع. يمكن تجربة صورة أوضح أو أكبر.</translation>
    </message>
    <message>
        <source>This is not an invitation to a circle.</source>
        <translation>هذه ليست دعوة إلى دائرة.</translation>
    </message>
    <message>
        <source>This invitation is to a circle where you are already. Give it to the person you want to invite.</source>
        <translation>هذه الدعوة إلى دائرة أنت فيها من قبل. يُرجى إعطاؤها للشخص المراد دعوته.</translation>
    </message>
    <message>
        <source>The circle did not let you in.</source>
        <translation>لم تسمح الدائرة بدخولك.</translation>
    </message>
    <message>
        <source>There are several square codes in this picture. Cut out one of them.</source>
        <translation>في هذه الصورة عدة رموز مربعة. يُرجى اقتصاص واحد منها.</translation>
    </message>
    <message>
        <source>The code is not complete.</source>
        <translation>الرمز غير مكتمل.</translation>
    </message>
    <message>
        <source>This code is for something else. What is needed here is an invitation to a circle.</source>
        <translation>هذا الرمز لشيء آخر. المطلوب هنا دعوة إلى دائرة.</translation>
    </message>
    <message>
        <source>Organic is being closed; this picture was not prepared. Please try again later.</source>
        <translation>يجري إغلاق Organic؛ لم يتم تجهيز هذه الصورة. يُرجى إعادة المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>This is not on this computer yet. It comes by itself when a computer that has it is on.</source>
        <translation>هذا ليس على هذا الحاسوب بعد. يصل تلقائيًا عندما يعمل حاسوب هو عليه.</translation>
    </message>
    <message>
        <source>The folder is being written already. Wait for it, or stop it.</source>
        <translation>كتابة المجلد جارية من قبل. يلزم انتظارها أو إيقافها.</translation>
    </message>
    <message>
        <source>It was stopped. Nothing of it is left.</source>
        <translation>تم إيقاف الكتابة. لم يبقَ منها شيء.</translation>
    </message>
    <message>
        <source>This file changed while it was read. Try again when nothing writes to it.</source>
        <translation>تغيّر هذا الملف أثناء قراءته. يُرجى إعادة المحاولة عندما لا يكتب فيه شيء.</translation>
    </message>
    <message>
        <source>This cannot be opened: it is damaged. It is fetched again from another computer that has it; please try again later.</source>
        <translation>لا يمكن فتح هذا: هو تالف. يجري تنزيله من جديد من حاسوب آخر هو عليه؛ يُرجى إعادة المحاولة لاحقًا.</translation>
    </message>
    <message>
        <source>This file is too large to be posted.</source>
        <translation>هذا الملف أكبر من أن يُنشر.</translation>
    </message>
    <message>
        <source>Please choose a folder and a name.</source>
        <translation>يُرجى اختيار مجلد واسم.</translation>
    </message>
    <message>
        <source>This folder cannot be used. Please choose another one.</source>
        <translation>لا يمكن استخدام هذا المجلد. يُرجى اختيار مجلد آخر.</translation>
    </message>
    <message>
        <source>There are no pictures or files here.</source>
        <translation>لا صور ولا ملفات هنا.</translation>
    </message>
    <message>
        <source>This file is not there any more.</source>
        <translation>لم يعد هذا الملف موجودًا.</translation>
    </message>
    <message>
        <source>This picture or file is not there any more.</source>
        <translation>لم تعد هذه الصورة أو هذا الملف موجودًا.</translation>
    </message>
    <message>
        <source>Pictures cannot be prepared right now. Close other programs and try again.</source>
        <translation>لا يمكن تجهيز الصور الآن. يُرجى إغلاق برامج أخرى وإعادة المحاولة.</translation>
    </message>
    <message>
        <source>This is no file, and only files can be posted.</source>
        <translation>هذا ليس ملفًا، ولا يمكن نشر غير الملفات.</translation>
    </message>
    <message>
        <source>This is no picture that can be shown here.</source>
        <translation>هذه ليست صورة يمكن عرضها هنا.</translation>
    </message>
    <message>
        <source>This file cannot be opened. Check that you may read it.</source>
        <translation>لا يمكن فتح هذا الملف. يُرجى التحقق من أن قراءته مسموحة لك.</translation>
    </message>
    <message>
        <source>This could not be saved. Please choose another place.</source>
        <translation>تعذّر حفظ هذا. يُرجى اختيار مكان آخر.</translation>
    </message>
    <message>
        <source>This picture is damaged. Try to copy it again.</source>
        <translation>هذه الصورة تالفة. يمكن تجربة نسخها من جديد.</translation>
    </message>
    <message>
        <source>This picture takes too much time or memory. Save it anew with a picture editor.</source>
        <translation>تحتاج هذه الصورة إلى وقت أو ذاكرة أكثر من اللازم. يلزم حفظها من جديد ببرنامج لتحرير الصور.</translation>
    </message>
    <message>
        <source>This picture is too large.</source>
        <translation>هذه الصورة كبيرة جدًا.</translation>
    </message>
    <message>
        <source>Pictures and files have no more room on this computer; older ones can give way only where two other computers keep them. You can allow more in the settings.</source>
        <translation>لم تعد للصور والملفات مساحة على هذا الحاسوب؛ ولا تُخلي الأقدم مكانها إلا إن كانت محفوظة على حاسوبين آخرين. يمكن السماح بالمزيد في الإعدادات.</translation>
    </message>
    <message>
        <source>What Organic keeps on this computer is damaged. It is left as it is. Put its folder back from a copy, or move it away and join your circles again: the others still have what they received.</source>
        <translation>ما يحفظه Organic على هذا الحاسوب تالف. وقد تُرك كما هو. يلزم استعادة مجلده من نسخة، أو نقله إلى مكان آخر والانضمام إلى دوائرك من جديد: ما زال لدى الآخرين ما وصل إليهم.</translation>
    </message>
    <message>
        <source>The disk reports an error, so this was not saved. Please check the disk.</source>
        <translation>أبلغ القرص عن خطأ، فلم يتم حفظ هذا. يُرجى فحص القرص.</translation>
    </message>
    <message>
        <source>The disk is full, so this was not saved. Make some room and try again; nothing earlier is lost.</source>
        <translation>القرص ممتلئ، فلم يتم حفظ هذا. يُرجى إخلاء بعض المساحة وإعادة المحاولة؛ لم يضِع شيء مما سبق.</translation>
    </message>
    <message>
        <source>The disk is almost full, so this was not posted. Make some room and try again.</source>
        <translation>القرص شبه ممتلئ، فلم يتم نشر هذا. يُرجى إخلاء بعض المساحة وإعادة المحاولة.</translation>
    </message>
    <message>
        <source>Another program uses the folder of Organic. Only one can at a time.</source>
        <translation>برنامج آخر يستخدم مجلد Organic. لا يمكن ذلك إلا لبرنامج واحد في الوقت نفسه.</translation>
    </message>
    <message>
        <source>Something went wrong inside Organic; that is our mistake, not yours. Nothing that was saved before is lost.</source>
        <translation>حدث خطأ داخل Organic؛ وهو خطؤنا لا خطؤك. لم يضِع شيء مما حُفظ من قبل.</translation>
    </message>
    <message>
        <source>Organic is locked on this computer. Please unlock it first.</source>
        <translation>برنامج Organic مقفل على هذا الحاسوب. يُرجى فتح قفله أولًا.</translation>
    </message>
    <message>
        <source>This passphrase is too long.</source>
        <translation>عبارة المرور هذه طويلة جدًا.</translation>
    </message>
    <message>
        <source>What Organic keeps on this computer was written by a newer version. Please bring this one up to date; nothing was changed.</source>
        <translation>ما يحفظه Organic على هذا الحاسوب كتبه إصدار أحدث. يُرجى تحديث هذا الإصدار؛ لم يتغير شيء.</translation>
    </message>
    <message>
        <source>This folder cannot be used.</source>
        <translation>لا يمكن استخدام هذا المجلد.</translation>
    </message>
    <message>
        <source>Organic is not connected to a network right now.</source>
        <translation>برنامج Organic غير متصل بشبكة الآن.</translation>
    </message>
    <message>
        <source>There is no passphrase on this computer yet.</source>
        <translation>لا عبارة مرور على هذا الحاسوب بعد.</translation>
    </message>
    <message>
        <source>The disk does not let Organic write, so nothing was saved.</source>
        <translation>القرص لا يسمح لـ Organic بالكتابة، فلم يتم حفظ شيء.</translation>
    </message>
    <message>
        <source>This passphrase is too short. A few words are easy to remember.</source>
        <translation>عبارة المرور هذه قصيرة جدًا. من السهل تذكّر بضع كلمات.</translation>
    </message>
    <message>
        <source>Nobody you know answers there. Is Organic running there, and is the address right?</source>
        <translation>لا يجيب هناك أحد من معارفك. هل يعمل Organic هناك، وهل العنوان صحيح؟</translation>
    </message>
    <message>
        <source>That is not the passphrase. Look at capitals and language.</source>
        <translation>عبارة المرور غير صحيحة. يُرجى التحقق من الأحرف الكبيرة ولغة الكتابة.</translation>
    </message>
    <message>
        <source>A name needs at least one letter.</source>
        <translation>الاسم يحتاج إلى حرف واحد على الأقل.</translation>
    </message>
    <message>
        <source>This name is too long.</source>
        <translation>هذا الاسم طويل جدًا.</translation>
    </message>
    <message>
        <source>This code leads to an address that cannot be used. Ask for a new one.</source>
        <translation>هذا الرمز يؤدي إلى عنوان لا يمكن استخدامه. يُرجى طلب رمز جديد.</translation>
    </message>
    <message>
        <source>This code was made by a newer Organic. Please bring yours up to date.</source>
        <translation>أُنشئ هذا الرمز بإصدار أحدث من Organic. يُرجى تحديث الإصدار لديك.</translation>
    </message>
    <message>
        <source>This is longer than any code.</source>
        <translation>هذا أطول من أي رمز.</translation>
    </message>
    <message>
        <source>Please say why: everybody in the circle can read the reason.</source>
        <translation>يُرجى ذكر السبب: يمكن لكل من في الدائرة قراءته.</translation>
    </message>
    <message>
        <source>This reason is too long. Please make it shorter.</source>
        <translation>هذا السبب طويل جدًا. يُرجى اختصاره.</translation>
    </message>
    <message>
        <source>Please say to whom.</source>
        <translation>يُرجى تحديد إلى من.</translation>
    </message>
    <message>
        <source>This text is too long. Please make several posts.</source>
        <translation>هذا النص طويل جدًا. يُرجى تقسيمه إلى عدة منشورات.</translation>
    </message>
    <message>
        <source>These are too many pictures and files for one post. Please make several posts.</source>
        <translation>هذه الصور والملفات أكثر مما يسعه منشور واحد. يُرجى تقسيمها إلى عدة منشورات.</translation>
    </message>
    <message>
        <source>Whoever answered may not let anybody in any more. Ask a steward of the circle for a new code.</source>
        <translation>من أجاب لم يعد يحق له السماح لأحد بالدخول. يُرجى طلب رمز جديد من مشرف في الدائرة.</translation>
    </message>
    <message>
        <source>Too many people have asked with this invitation; it must have gone round. Ask for a new one.</source>
        <translation>طلب الدخولَ بهذه الدعوة أشخاص كثيرون جدًا؛ لا بد أنها انتقلت من يد إلى يد. يُرجى طلب دعوة جديدة.</translation>
    </message>
    <message>
        <source>That address cannot be used. Write it with its port, as in 192.168.1.20:4711.</source>
        <translation>لا يمكن استخدام هذا العنوان. يُرجى كتابته مع المنفذ، كما في 192.168.1.20:4711.</translation>
    </message>
    <message>
        <source>Starting with the computer works on Linux only so far.</source>
        <translation>التشغيل مع بدء الحاسوب لا يعمل حتى الآن إلا على Linux.</translation>
    </message>
    <message>
        <source>There are too many unfinished texts. Please finish or empty some.</source>
        <translation>النصوص غير المكتملة كثيرة جدًا. يُرجى إكمال بعضها أو إفراغه.</translation>
    </message>
    <message>
        <source>This picture could not be made small enough. Try another one.</source>
        <translation>تعذّر تصغير هذه الصورة بما يكفي. يمكن تجربة صورة أخرى.</translation>
    </message>
    <message>
        <source>This is no picture that can be read here.</source>
        <translation>هذه ليست صورة يمكن قراءتها هنا.</translation>
    </message>
    <message>
        <source>This picture is too large. Cut out the square code.</source>
        <translation>هذه الصورة كبيرة جدًا. يُرجى اقتصاص الرمز المربع.</translation>
    </message>
    <message>
        <source>Organic stopped before it answered. It is started again; please try once more.</source>
        <translation>توقّف Organic قبل أن يجيب. يجري تشغيله من جديد؛ يُرجى إعادة المحاولة.</translation>
    </message>
    <message>
        <source>Line %1, group %2 has a character that no code has. Compare with the code that you were given.</source>
        <translation>في المجموعة %2 من السطر %1 حرف لا يرد في أي رمز. يُرجى المقارنة بالرمز الذي وصلك.</translation>
    </message>
    <message>
        <source>Line %1, group %2 does not fit. Compare with the code that you were given.</source>
        <translation>المجموعة %2 من السطر %1 غير صحيحة. يُرجى المقارنة بالرمز الذي وصلك.</translation>
    </message>
    <message>
        <source>“%1”: %2</source>
        <translation>«%1»: %2</translation>
    </message>
</context>
<context>
    <name>search</name>
    <message>
        <source>Letter</source>
        <translation>رسالة</translation>
    </message>
    <message>
        <source>This is you.</source>
        <translation>هذا أنت.</translation>
    </message>
    <message>
        <source>You</source>
        <translation>أنت</translation>
    </message>
    <message>
        <source>only %1 and you</source>
        <comment>who can see something</comment>
        <translation>فقط %1 وأنت</translation>
    </message>
    <message>
        <source>Answer in %1</source>
        <translation>رد في %1</translation>
    </message>
    <message>
        <source>Was in %1.</source>
        <translation>سابقًا في %1.</translation>
    </message>
    <message>
        <source>Letter with %1</source>
        <translation>رسالة مع %1</translation>
    </message>
    <message numerus="yes">
        <source>%n picture(s)</source>
        <translation>
            <numerusform>لا صور</numerusform>
            <numerusform>صورة واحدة</numerusform>
            <numerusform>صورتان</numerusform>
            <numerusform>%n صور</numerusform>
            <numerusform>%n صورة</numerusform>
            <numerusform>%n صورة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>لا ملفات</numerusform>
            <numerusform>ملف واحد</numerusform>
            <numerusform>ملفان</numerusform>
            <numerusform>%n ملفات</numerusform>
            <numerusform>%n ملفًا</numerusform>
            <numerusform>%n ملف</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>session</name>
    <message>
        <source>Catching up…</source>
        <translation>جارٍ جلب الجديد…</translation>
    </message>
    <message>
        <source>Waking up…</source>
        <translation>جارٍ الاستيقاظ…</translation>
    </message>
    <message>
        <source>You are on your way in.</source>
        <translation>أنت في الطريق إلى الدخول.</translation>
    </message>
    <message>
        <source>Waiting for somebody&apos;s computer.</source>
        <translation>بانتظار حاسوب أحدهم.</translation>
    </message>
    <message>
        <source>Nobody&apos;s computer is on just now.</source>
        <translation>لا حاسوب لأحد يعمل الآن.</translation>
    </message>
    <message>
        <source>Everything is up to date.</source>
        <translation>وصل كل جديد.</translation>
    </message>
    <message>
        <source>What you write waits here and is sent by itself.</source>
        <translation>كتاباتك تنتظر هنا، وتُرسل تلقائيًا.</translation>
    </message>
    <message numerus="yes">
        <source>%n of your people are reachable.</source>
        <translation>
            <numerusform>لا أحد من أحبابك على اتصال.</numerusform>
            <numerusform>واحد من أحبابك على اتصال.</numerusform>
            <numerusform>اثنان من أحبابك على اتصال.</numerusform>
            <numerusform>%n من أحبابك على اتصال.</numerusform>
            <numerusform>%n من أحبابك على اتصال.</numerusform>
            <numerusform>%n من أحبابك على اتصال.</numerusform>
        </translation>
    </message>
    <message>
        <source>Waiting for %1&apos;s computer.</source>
        <translation>بانتظار حاسوب %1.</translation>
    </message>
    <message>
        <source>Waiting for the computers of %1.</source>
        <comment>two or three people</comment>
        <translation>بانتظار حواسيب %1.</translation>
    </message>
    <message>
        <source>It is sent by itself when that is on.</source>
        <comment>what I wrote, somebody&apos;s computer</comment>
        <translation>تُرسل كتاباتك تلقائيًا عندما يعمل.</translation>
    </message>
    <message>
        <source>It is sent by itself when one of them is on.</source>
        <comment>what I wrote</comment>
        <translation>تُرسل كتاباتك تلقائيًا عندما يعمل أحدها.</translation>
    </message>
    <message>
        <source>%1 are reachable.</source>
        <comment>two or three people</comment>
        <translation>على اتصال الآن: %1.</translation>
    </message>
    <message>
        <source>%1 is reachable.</source>
        <translation>على اتصال الآن: %1.</translation>
    </message>
    <message>
        <source>Your new circle</source>
        <translation>دائرتك الجديدة</translation>
    </message>
</context>
<context>
    <name>settings</name>
    <message>
        <source>Done. Everybody in your circles sees it.</source>
        <translation>تم. يراها كل من في دوائرك.</translation>
    </message>
    <message>
        <source>Done. Everybody sees your new name, also on what you wrote before.</source>
        <translation>تم. يرى الجميع اسمك الجديد، حتى على ما كتبته من قبل.</translation>
    </message>
    <message>
        <source>Done. Your picture is deleted from all computers.</source>
        <translation>تم. حُذفت صورتك من جميع الحواسيب.</translation>
    </message>
    <message>
        <source>As the computer (%1)</source>
        <comment>a language&apos;s name</comment>
        <translation>كما في الحاسوب (%1)</translation>
    </message>
    <message>
        <source>Taken out of it before it left: %1.</source>
        <translation>أُزيل منها قبل إرسالها: %1.</translation>
    </message>
    <message>
        <source>As the computer</source>
        <translation>كما في الحاسوب</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>فاتح</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>داكن</translation>
    </message>
    <message>
        <source>This is no file of this computer. Save the picture first.</source>
        <translation>هذا ليس ملفًا على هذا الحاسوب. يلزم حفظ الصورة أولًا.</translation>
    </message>
</context>
<context>
    <name>storage</name>
    <message numerus="yes">
        <source>%n file(s)</source>
        <translation>
            <numerusform>لا ملفات</numerusform>
            <numerusform>ملف واحد</numerusform>
            <numerusform>ملفان</numerusform>
            <numerusform>%n ملفات</numerusform>
            <numerusform>%n ملفًا</numerusform>
            <numerusform>%n ملف</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of this computer&apos;s disk is free; %2 always stays free.</source>
        <comment>two sizes</comment>
        <translation>المساحة الخالية على قرص هذا الحاسوب %1؛ وتبقى %2 خالية دائمًا.</translation>
    </message>
    <message>
        <source>The pictures and files of one other person take at most %1.</source>
        <comment>a size</comment>
        <translation>صور شخص آخر واحد وملفاته تأخذ %1 على الأكثر.</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>how many files, their size</comment>
        <translation>%1، %2</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <comment>how much room is used, of how much</comment>
        <translation>%1 من أصل %2</translation>
    </message>
    <message>
        <source>Please write a number of gigabytes, such as 20.</source>
        <translation>يُرجى كتابة عدد الجيجابايت، مثل 20.</translation>
    </message>
    <message>
        <source>It can be between %1 and %2 GB.</source>
        <translation>يمكن أن تكون المساحة بين %1 و%2 GB.</translation>
    </message>
    <message>
        <source>More than that is here. Older pictures make room where two other computers keep them.</source>
        <translation>الموجود هنا أكثر من ذلك. تُخلي الصور الأقدم مكانها إن كانت محفوظة على حاسوبين آخرين.</translation>
    </message>
    <message>
        <source>Changed.</source>
        <translation>تم التغيير.</translation>
    </message>
    <message>
        <source>On their way, or without room here</source>
        <translation>في الطريق، أو لا مساحة لها هنا</translation>
    </message>
    <message>
        <source>Made room for newer ones. Two other computers keep each; press one to bring it back.</source>
        <translation>أخلت مكانها لما هو أحدث. كل منها محفوظ على حاسوبين آخرين؛ يكفي الضغط على أي منها لاستعادته.</translation>
    </message>
    <message>
        <source>Pictures in full size that come only when you ask for them</source>
        <translation>صور بالحجم الكامل لا تصل إلا عند طلبها</translation>
    </message>
</context>
<context>
    <name>tray</name>
    <message>
        <source>Open Organic</source>
        <translation>فتح Organic</translation>
    </message>
    <message>
        <source>Quit Organic</source>
        <translation>إنهاء Organic</translation>
    </message>
</context>
<context>
    <name>waiting</name>
    <message>
        <source>That is not the passphrase. Look at capitals and language.</source>
        <translation>عبارة المرور غير صحيحة. يُرجى التحقق من الأحرف الكبيرة ولغة الكتابة.</translation>
    </message>
</context>
<context>
    <name>welcome</name>
    <message>
        <source>You are invited.</source>
        <translation>لك دعوة.</translation>
    </message>
    <message>
        <source>No square code is to be seen on the screen.</source>
        <translation>لا يظهر أي رمز مربع على الشاشة.</translation>
    </message>
    <message>
        <source>Into a private circle. Good until %1.</source>
        <translation>إلى دائرة خاصة. صالحة حتى %1.</translation>
    </message>
    <message>
        <source>%1 invites you.</source>
        <translation>الدعوة من %1.</translation>
    </message>
    <message>
        <source>Good until %1. Somebody there says yes first.</source>
        <translation>صالحة حتى %1. يوافق أحدهم هناك أولًا.</translation>
    </message>
    <message>
        <source>This computer does not let programs see the screen. Take a picture of the code with the computer&apos;s own screenshot, and drop it here.</source>
        <translation>هذا الحاسوب لا يسمح للبرامج برؤية الشاشة. يمكن التقاط صورة للرمز بأداة لقطة الشاشة في الحاسوب، ثم إفلاتها هنا.</translation>
    </message>
    <message>
        <source>This is another invitation than the one before.</source>
        <translation>هذه دعوة أخرى غير السابقة.</translation>
    </message>
    <message>
        <source>There are several square codes to be seen. Leave only yours.</source>
        <translation>تظهر عدة رموز مربعة. يُرجى إبقاء رمزك وحده.</translation>
    </message>
    <message>
        <source>This is not an invitation to a circle.</source>
        <translation>هذه ليست دعوة إلى دائرة.</translation>
    </message>
</context>
<context>
    <name>words</name>
    <message>
        <source>, </source>
        <comment>between the names of a list</comment>
        <translation>، </translation>
    </message>
    <message numerus="yes">
        <source>%n byte(s)</source>
        <translation>
            <numerusform>%n بايت</numerusform>
            <numerusform>بايت واحد</numerusform>
            <numerusform>بايتان</numerusform>
            <numerusform>%n بايتات</numerusform>
            <numerusform>%n بايتًا</numerusform>
            <numerusform>%n بايت</numerusform>
        </translation>
    </message>
    <message>
        <source>just now</source>
        <translation>قبل لحظات</translation>
    </message>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>قبل لحظات</numerusform>
            <numerusform>قبل دقيقة</numerusform>
            <numerusform>قبل دقيقتين</numerusform>
            <numerusform>قبل %n دقائق</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
            <numerusform>قبل %n دقيقة</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>قبل أقل من ساعة</numerusform>
            <numerusform>قبل ساعة</numerusform>
            <numerusform>قبل ساعتين</numerusform>
            <numerusform>قبل %n ساعات</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
            <numerusform>قبل %n ساعة</numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation>اليوم</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>أمس</translation>
    </message>
    <message>
        <source>d MMMM yyyy</source>
        <comment>how a date is written: d day, MMMM month, yyyy year</comment>
        <translation>d MMMM yyyy</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>how a month is written</comment>
        <translation>MMMM yyyy</translation>
    </message>
    <message>
        <source>%1 and %2</source>
        <translation>%1 و%2</translation>
    </message>
    <message>
        <source>d MMMM</source>
        <comment>how a day is written: d day, MMMM month</comment>
        <translation>d MMMM</translation>
    </message>
    <message>
        <source>today at %1</source>
        <translation>اليوم الساعة %1</translation>
    </message>
    <message>
        <source>yesterday at %1</source>
        <translation>أمس الساعة %1</translation>
    </message>
    <message>
        <source>%1 at %2</source>
        <comment>a day, a time</comment>
        <translation>%1 الساعة %2</translation>
    </message>
</context>
</TS>
