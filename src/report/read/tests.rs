//! Whole sentences through the reader: what they state, and in what unit and sense.

use super::*;

mod annual;
mod bulletin;
mod press;
mod prose;
mod statistics;
mod town;

use annual::ANNUAL;
use bulletin::BULLETIN;
use press::PRESS;
use prose::{COMPANIES, NEWS};
use statistics::STATISTICS;
use town::TOWN;

/// Each sentence, then its quantities: number, unit, qualifier.
#[rustfmt::skip]
const CHINESE: &[(&str, &str)] = &[
        ("2023年,全市实现地区生产总值12345.6亿元,按可比价格计算,同比增长6.2%,两年平均增长5.1%。",
         "12345.6 亿元; 6.2 %; 5.1 %"),
        ("其中,第一产业增加值856.32亿元,增长4.0%;第二产业增加值5,012.7亿元,下降0.3%。",
         "856.32 亿元; 4.0 %; 5012.7 亿元; 0.3 %"),
        ("年末全市常住人口912.35万人,比上年末减少1.2万人,城镇化率为67.38%,提高0.9个百分点。",
         "912.35 万人; 1.2 万人; 67.38 %; 0.9 个百分点"),
        ("全年居民消费价格上涨0.2%,工业生产者出厂价格下降3.0%。",
         "0.2 %; 3.0 %"),
        ("财政一般公共预算收入达到三十亿元,近18000户企业受益,减税降费超过2600万元。",
         "30 亿元; 18000 户 nearly; 2600 万元 more_than"),
        ("居民健康知晓率百分之八十二,合格率不低于99.4%,满意率左右。",
         "82 %; 99.4 % at_least"),
        ("粮食产量连续五年稳定在150亿斤以上,亩产约520公斤。",
         "5 年; 150 亿斤 at_least; 520 公斤 about"),
        ("全县脱贫人口2.3万人,贫困发生率由2014年的12.6%下降到0.5%以下。",
         "2.3 万人; 12.6 %; 0.5 % at_most"),
        ("新建高标准农田两千三百亩,改造老旧小区35个、惠及居民1.2万余户。",
         "2300 亩; 35 个; 1.2 万户 over"),
        ("农民人均可支配收入翻一番,预计到2025年突破3万元。",
         "1 番; 3 万元 forecast"),
        ("企业产值增长2.5倍,利润增长到原来的2.5倍。",
         "2.5 倍; 2.5 倍"),
        ("有六成以上的受访者表示满意,三分之一的人不了解,半数企业计划扩产。",
         "6 成 at_least; 0.333333333333 -; 0.5 -"),
        ("投资额在13万元~17万元之间,工期为3-5个月,气温15~20℃。",
         "13 万元; 17 万元; 3 个月; 5 个月; 15 ℃; 20 ℃"),
        ("第七个国家宪法日到来之际,举办宣讲会10余场,参与群众3000多人次。",
         "10 场 over; 3000 人次 over"),
        ("拨打“12345”热线,24小时有人接听,平均响应时间不超过30秒。",
         "24 小时; 30 秒 at_most"),
        ("坚持一张蓝图绘到底,推进“放管服”改革,实现“一网通办”“最多跑一次”。",
         ""),
        ("全面落实“三个转变”:从高速度转向高质量,从要素驱动转向创新驱动,从粗放转向集约。",
         "3 个"),
        ("该镇下辖18个行政村、126个自然村,总人口4.6万,耕地面积8.2万亩。",
         "18 个; 126 个; 4.6 万; 8.2 万亩"),
        ("全长36.8公里的G102国道改扩建工程于9月30日8时30分通车,双向六车道,设计时速100公里/小时。",
         "36.8 公里; 100 公里/小时"),
        ("PM2.5平均浓度为35微克/立方米,空气质量优良天数比例达85.2%。",
         "35 微克/立方米; 85.2 %"),
        ("5G基站达到1200座,千兆用户占比21.5%,算力规模达15EFLOPS。",
         "1200 座; 21.5 %"),
        ("3月1日至5月31日,共出动执法人员1.5万人次,检查企业4200家次,立案查处56起,罚没款120.5万元。",
         "1.5 万人次; 4200 家次; 56 起; 120.5 万元"),
        ("全区拥有三甲医院5所,床位3200张,执业医师2890人,每千人口拥有床位6.5张。",
         "5 所; 3200 张; 2890 人; 6.5 张"),
        ("老人今年80岁,独自居住在502小区3号楼2单元401室。",
         "80 岁"),
        ("世界500强企业中已有18家落户,其中百亿级企业4家、十亿级企业27家。",
         "18 家; 4 家; 27 家"),
        ("截至目前,累计接种疫苗1.28亿剂次,60岁以上老年人接种率超过九成。",
         "1.28 亿剂次; 60 岁 at_least; 9 成 more_than"),
        ("进出口总额同比下降5.74个百分点,出口额为US$3.5亿,折合人民币约25亿元。",
         "5.74 个百分点; 3.5 亿美元; 25 亿元 about"),
        ("总投资超百亿元的项目3个,过亿元项目15个,上亿元的有23个。",
         "100 亿元 more_than; 3 个; 1 亿元 more_than; 15 个; 1 亿元 at_least; 23 个"),
        ("全年降水量为-12.5毫米,较常年偏少两成,最低气温-25℃。",
         "-12.5 毫米; 2 成; -25 ℃"),
        ("共建成两座大桥、三所学校和四条公路,总造价约一亿两千万元。",
         "2 座; 3 所; 4 条; 120000000 元 about"),
        ("会议提出“十四五”时期要实现“两个提升”,打造三大产业集群、七条产业链。",
         "3 大; 7 条"),
        ("他连续三年被评为先进,五年来走访群众二百余户,行程一万多公里。",
         "3 年; 200 户 over; 1 万公里 over"),
        ("全省12个市(州)中有1/3的县市实现了“零的突破”。",
         "12 个; 0.333333333333 -"),
        ("2021—2023年,每年安排专项资金500万元,三年共1500万元。",
         "500 万元; 1500 万元"),
        ("图书馆面积12 000平方米,藏书80万册,座席1 500个。",
         "12000 平方米; 80 万册; 1500 个"),
        ("二季度,规模以上工业增加值增速比一季度加快1.5个百分点,居全省第3位。",
         "1.5 个百分点"),
        ("本次活动分为三个阶段、五个方面,历时两个半月。",
         "3 个; 5 个; 2.5 个月"),
        ("“双11”期间,快递业务量达4.5亿件,日均1500万件。",
         "4.5 亿件; 1500 万件"),
        ("旅客吞吐量100.3万人次,货邮吞吐量2.6万吨,起降1.1万架次。",
         "100.3 万人次; 2.6 万吨; 1.1 万架次"),
        ("森林覆盖率达到百分之四十五点三,活立木蓄积量1.2亿立方米。",
         "45.3 %; 1.2 亿立方米"),
        ("失业率控制在5.5%以内,新增就业不少于8万人。",
         "5.5 % at_most; 8 万人 at_least"),
        ("耗电量下降至380千瓦时,单位GDP能耗降低3.2%,装机容量达300万千瓦。",
         "380 千瓦时; 3.2 %; 300 万千瓦"),
        ("第13届全国人大一次会议于3月5日召开,2980名代表出席。",
         "2980 名"),
        ("发行债券20期,金额¥350亿元;股票收于每股12.5元,上涨0.35元。",
         "20 期; 350 亿元; 12.5 元; 0.35 元"),
        ("新增绿地10公顷,人均公园绿地面积由12.1平方米增加到13.6平方米。",
         "10 公顷; 12.1 平方米; 13.6 平方米"),
        ("从2016年的9个增加到2020年的20个,年均增长22.1%。",
         "9 个; 20 个; 22.1 %"),
        ("网民规模为10.67亿,较2021年12月增长3549万。",
         "10.67 亿; 3549 万"),
        ("这是我国首个百万千瓦级机组,也是全球第二大。",
         "1 -"),
        ("近三年共投入资金2.1亿元,近年来累计减排二氧化碳约3000吨。",
         "2.1 亿元; 3000 吨 about"),
        ("受理诉求1,023,456件,办结率100%,满意率98.76%。",
         "1023456 件; 100 %; 98.76 %"),
        ("他说:“一年之计在于春,今年要抓好三件事。”",
         "3 件"),
        ("全市235家医疗机构、1.05万名医护人员昼夜奋战。",
         "235 家; 1.05 万名"),
        ("项目占地约120亩(其中建设用地80亩),总建筑面积达15.6万㎡。",
         "120 亩 about; 80 亩; 15.6 万㎡"),
        ("财政拨款10万~15万元,补贴标准为每亩200元,最高不超过5万元。",
         "10 万元; 15 万元; 200 元; 5 万元 at_most"),
        ("经济增速高于全国平均水平0.8个百分点,高于全省1.1个百分点。",
         "0.8 个百分点; 1.1 个百分点"),
        ("10个县区中,有8个增速超过6%,占80%。",
         "10 个; 8 个; 6 % more_than; 80 %"),
        ("一等奖1名,二等奖3名,三等奖5名。",
         "1 名; 3 名; 5 名"),
        ("十年间,GDP增长了近一倍,人口增加三成多。",
         "10 年; 1 倍 nearly; 3 成 over"),
        ("半年来接待游客突破千万人次,旅游收入上百亿元。",
         "1000 万人次 more_than; 100 亿元 at_least"),
        ("今年前8个月,出口增长8.1%;8月当月增长3.2%。",
         "8.1 %; 3.2 %"),
        ("一、总体情况",
         ""),
        ("(一)经济运行稳中有进。",
         ""),
        ("1.全年实现税收86亿元。",
         "86 亿元"),
        ("2、培育企业12家。",
         "12 家"),
        ("三是强化保障,四是优化服务,共解决问题四十余个。",
         "40 个 over"),
        ("记者3日从市统计局获悉,上半年我市GDP突破五千亿元大关。",
         "5000 亿元 more_than"),
        ("本报讯(记者 李四)昨日,两名工人在施工中发现一座古墓。",
         "2 名"),
        ("全市有七成村庄实现生活污水治理,近八成农户用上天然气,五成以上完成改厕。",
         "7 成; 8 成 nearly; 5 成 at_least"),
        ("财政支出同比增加两亿多元,占比不到三成。",
         "2 亿元 over; 3 成 at_most"),
        ("该项目分两期建设,一期投资12亿元,二期投资8亿元。",
         "12 亿元; 8 亿元"),
        ("他家种了十几亩地,养了几十头猪,年收入数万元。",
         "10 亩 over"),
        ("学校有三个年级、十八个班、八百多名学生。",
         "3 个; 18 个; 800 名 over"),
        ("每百户拥有汽车35.6辆,每万人发明专利拥有量达9.8件。",
         "35.6 辆; 9.8 件"),
        ("G7高速公路全线贯通,K1次列车开行。",
         ""),
        ("电话:0451-82345678,邮编150036。",
         ""),
        ("《关于印发〈2023年工作要点〉的通知》(香政发〔2023〕12号)第三条第二款规定,处200元以上2000元以下罚款。",
         "200 元 at_least; 2000 元 at_most"),
        ("GB/T 7714-2015标准自2015年12月1日起实施。",
         ""),
        ("目标是到2035年实现人均GDP比2020年翻一番。",
         "1 番"),
        ("参赛选手来自20多个国家和地区的1000余名。",
         "20 个 over; 1000 名 over"),
        ("气温降至零下25摄氏度,风力7级,能见度不足500米。",
         "-25 摄氏度; 7 级; 500 米 at_most"),
        ("地震震级5.0级,震源深度10千米。",
         "5.0 级; 10 千米"),
        ("全年接诊12.6万人次,其中门诊11.2万人次、住院1.4万人次。",
         "12.6 万人次; 11.2 万人次; 1.4 万人次"),
        ("“十三五”时期累计完成固定资产投资2万亿元,是“十二五”时期的1.8倍。",
         "2 万亿元; 1.8 倍"),
        ("出台“民营经济31条”,兑现资金3.2亿元。",
         "3.2 亿元"),
        ("建设“四好农村路”860公里,打造“15分钟便民生活圈”22个。",
         "860 公里; 15 分钟; 22 个"),
        ("股市收盘,上证指数报3250.35点,涨0.56%,成交额3500亿元。",
         "3250.35 点; 0.56 %; 3500 亿元"),
        ("每股收益0.35元,市盈率15.2倍,派息10派3元。",
         "0.35 元; 15.2 倍; 3 元"),
        ("比赛结果为3:2,主队胜。",
         ""),
        ("1比5的配资比例。",
         "0.2 -"),
        ("房价从每平方米8000元涨到1.2万元,涨幅50%。",
         "8000 元; 1.2 万元; 50 %"),
        ("新生儿体重3.25公斤,身长50厘米。",
         "3.25 公斤; 50 厘米"),
        ("完成投资占年度计划的102.3%,快于时间进度2.3个百分点。",
         "102.3 %; 2.3 个百分点"),
        ("近7成企业预期向好,较上季度上升3个百分点。",
         "7 成 nearly; 3 个百分点"),
        ("贷款余额7650亿元,比年初新增560亿元,增长7.9%,增速同比提高1.2个百分点。",
         "7650 亿元; 560 亿元; 7.9 %; 1.2 个百分点"),
        ("每亩增收300元至500元,户均增收2000-3000元。",
         "300 元; 500 元; 2000 元; 3000 元"),
        ("粮食总产133.9亿斤,实现“十七连丰”。",
         "133.9 亿斤"),
        ("推动“三供一业”分离移交,惠及职工12万户。",
         "12 万户"),
        ("国企改革三年行动任务完成率达98%。",
         "98 %"),
        ("目前全市A级景区达到25家,其中5A级1家、4A级9家。",
         "25 家; 1 家; 9 家"),
        ("今年春节假期7天,接待游客同比增长1.2倍,旅游综合收入恢复至2019年的85%。",
         "7 天; 1.2 倍; 85 %"),
        ("共有38个村、5个社区的1.35万人受灾,直接经济损失约1600万元,无人员伤亡。",
         "38 个; 5 个; 1.35 万人; 1600 万元 about"),
        ("收费标准由每吨2.8元调整为3.2元。",
         "2.8 元; 3.2 元"),
        ("建筑高度99.8米,地上28层,地下3层,停车位1200个。",
         "99.8 米; 28 层; 3 层; 1200 个"),
        ("创建国家级示范基地2个、省级6个,市级示范社12家。",
         "2 个; 6 个; 12 家"),
        ("开行班列156列,发运集装箱1.6万标箱,货值21亿美元。",
         "156 列; 1.6 万标箱; 21 亿美元"),
        ("机器人密度为每万名员工392台,高于全球平均水平。",
         "392 台"),
        ("水库总库容1.2亿立方米,可灌溉农田15万亩,年发电量3000万千瓦时。",
         "1.2 亿立方米; 15 万亩; 3000 万千瓦时"),
        ("百年未有之大变局下,千年古城焕发新生,万家灯火。",
         ""),
        ("一百二十三万四千五百六十七元",
         "1234567 元"),
        ("二十大报告指出,五年来,我们坚持“两个毫不动摇”。",
         ""),
        ("三台大型设备、两万只口罩和五箱药品已送达。",
         "3 台; 2 万只; 5 箱"),
        ("三门峡市、七台河市、九江市签署合作协议。",
         ""),
        ("约有30%~40%的患者在1至2周内痊愈。",
         "30 % about; 40 % about; 1 周 at_most; 2 周 at_most"),
        ("全年压减非急需、非刚性支出1.5亿元以上,“三公”经费下降5%。",
         "1.5 亿元 at_least; 5 %"),
        ("4月份,CPI同比上涨0.1%,PPI同比下降2.5%。",
         "0.1 %; 2.5 %"),
        ("建成全国最大的单体数据中心,PUE值低于1.25。",
         "1.25 - at_most"),
        ("据测算,2030年市场规模有望超过万亿元。",
         "1 万亿元 forecast"),
        ("满分100分,他考了98.5分。",
         "100 分; 98.5 分"),
        ("80后、90后成为消费主力,60岁及以上人口占18.9%。",
         "60 岁 at_least; 18.9 %"),
        ("今年以来,全市累计新登记市场主体2.35万户,日均新增近百户。",
         "2.35 万户; 100 户 nearly"),
        ("企业复工率已由2月10日的36.5%提高到3月末的98.2%。",
         "36.5 %; 98.2 %"),
        ("列车全程运行时间缩短至2小时18分钟。", "2 小时; 18 分钟"),
        ("老李种了6亩地，去年才4亩半。", "6 亩; 4.5 亩"),
        ("产值从不足百万元到突破亿元。", "100 万元 at_most; 1 亿元 more_than"),
        ("约占全部事项的四成。", "4 成 about"),
        ("手机尾号8888的用户可享8.5折优惠。", "8.5 折"),
        ("此前的15个工作日压缩至3个工作日，跑动次数为零。", "15 个工作日; 3 个工作日"),
        ("平均每3个人就有1人参加了医保。", "3 个; 1 人"),
        ("他廿三岁，卅年间搬家两百次，身高一米七五，体重六十五公斤。",
         "23 岁; 30 年; 200 次; 1.75 米; 65 公斤"),
        ("小李二十七八岁，每月挣四五千元，村里五六十人都认识他。",
         "27 岁; 28 岁; 4 千元; 5 千元; 50 人; 60 人"),
        ("投资增长一倍半，产量增加了两倍多，三轮汽车卖出706万辆。", "1.5 倍; 2 倍 over; 706 万辆"),
        ("三分之一强的人不满意，四分之三弱的人观望。", "0.333333333333 - over; 0.75 - nearly"),
        ("企业年产值过10亿元，增速过6%，通过2项议案，经过3年努力。",
         "10 亿元 more_than; 6 % more_than; 2 项"),
        ("PM2.5浓度降至28微克每立方米，国道K15+300至K28+500段长13.2公里。",
         "28 微克每立方米; 13.2 公里"),
        ("合同价款为人民币叁佰贰拾万元整（¥3,200,000.00）。", "320 万元; 3200000.00 元"),
        ("股价跌破1700元，六成五的人睡眠不足，普及率122.5部/百人，面积约9.6×10⁶平方公里，师生比为1∶12.8。",
         "1700 元 at_most; 6.5 成; 122.5 部/百人; 9.6 ×10⁶平方公里 about; 0.078125 -"),
        ("列车全程2½小时，每户3¼亩地。", "2.5 小时; 3.25 亩"),
];

#[rustfmt::skip]
const ENGLISH: &[(&str, &str)] = &[
        ("The district invested 22.8 billion yuan in nearly 18,000 households, up 5.74 percentage points from 2019.",
         "22.8 billion yuan; 18000 households nearly; 5.74 percentage points"),
        ("At least 82 percent of residents, or about 1.2 million people, have records; 99.4% visited once.",
         "82 percent at_least; 1.2 million people about; 99.4 %"),
        ("Sales rose 2.5-fold to $3.5 million, while costs fell by 12 per cent.",
         "2.5 fold; 3.5 million USD; 12 per cent"),
        ("In 2020 there were 63 key projects, more than 18 of which cost over ¥1 bn.",
         "63 projects; 18 - more_than; 1 bn CNY more_than"),
        ("Two-thirds of the villages and a quarter of the towns have clinics; half of them opened in March 2019.",
         "0.666666666667 -; 0.25 -; 0.5 -"),
        ("Output is expected to reach 45.5 billion yuan by the end of 2021.",
         "45.5 billion yuan forecast"),
        ("The seventh clinic opened on 15 May 2018, the 21st in the province.",
         ""),
        ("Between 3 and 5 million visitors came; prices rose 3–5% a year.",
         "3 million visitors; 5 million visitors; 3 %; 5 %"),
        ("The engine is 187,432 bytes gzipped and draws 1,000,000 points in 38.2 ms.",
         "187432 bytes; 1000000 points; 38.2 ms"),
        ("COVID-19 closed Section 3 of Route 66, where a Boeing 747 once landed.",
         ""),
        ("It took about twenty-three days and three hundred workers.",
         "23 days about; 300 workers"),
        ("Revenue doubled, exports tripled and the workforce grew 4.5 times.",
         "2 times; 3 times; 4.5 times"),
        ("Some 1,200-odd notices went out to 24 towns; 50+ arrived per day.",
         "1200 notices about; 24 towns; 50 - at_least"),
        ("From 2016 to 2020 the park grew from 12 to 52 sites, covering 13.5 hectares.",
         "12 sites; 52 sites; 13.5 hectares"),
        ("No fewer than 110 firms with 2,500 staff rent up to 40,000 square metres.",
         "110 firms at_least; 2500 staff; 40000 square metres at_most"),
        ("All 2721 tests pass; coverage is 87.5 %, version 1.2.3 was released on 2024-03-05.",
         "2721 tests; 87.5 %"),
        ("Average income was $12,345 per head, 0.8 times the national figure.",
         "12345 USD; 0.8 times"),
        ("The 1990s saw growth of -1.5% in some years.",
         "-1.5 %"),
        ("He ran 10k in 45 minutes at 8:30 on June 3.",
         "10 k; 45 minutes"),
        ("One of the reasons is that two men and a dozen volunteers worked five days.",
         "2 men; 12 volunteers; 5 days"),
        ("The total was 105.2, against 98 in the year before.",
         "105.2 -; 98 -"),
        ("Half of the 1.5m households burn coal; 2.1m tonnes a year, behind walls of 1.5m.",
         "0.5 -; 1.5 m households; 2.1 m tonnes; 1.5 m"),
        ("The G20 pledged £2.5bn over 5 years; it has lasted over 5 years.",
         "2.5 bn GBP; 5 years; 5 years more_than"),
        ("By 2030 emissions should be cut by 55% from 1990 levels.", "55 %"),
        ("Wheat yields averaged 3.1 t/ha at -12 °C.", "3.1 t/ha; -12 °C"),
        ("Around one in five children is poor; 1 in 4 firms closed, 3 out of 4 jobs went.",
         "0.2 - about; 0.25 -; 0.75 -"),
        ("At 8.30 a.m. 350-odd protesters gathered; the 35-year-old won by 3-1 at 9 pm.",
         "350 protesters over; 35 year"),
        ("It took 2½ hours, one-sixth more than in 2019.", "2.5 hours; 0.166666666667 -"),
];

fn summary(text: &str) -> String {
    let words = |q: &Quantity| {
        let unit = if q.unit.is_empty() { "-" } else { &q.unit };
        let exact = q.qualifier == Qualifier::Exact;
        let meant = if exact { String::new() } else { format!(" {}", q.qualifier.name()) };
        format!("{} {unit}{meant}", q.value)
    };
    read(text).iter().map(words).collect::<Vec<_>>().join("; ")
}

#[test]
fn sentences() {
    let wrong: Vec<String> = CHINESE
        .iter()
        .chain(ENGLISH)
        .chain(STATISTICS)
        .chain(PRESS)
        .chain(COMPANIES)
        .chain(NEWS)
        .map(|(text, expected)| (text, expected, summary(text)))
        .filter(|(_, expected, found)| **expected != found)
        .map(|(text, expected, found)| format!("{text}\n  expected {expected}\n  found    {found}"))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn paragraphs_with_their_kinds() {
    let words = |q: &Quantity| {
        let unit = if q.unit.is_empty() { "-" } else { &q.unit };
        let exact = q.qualifier == Qualifier::Exact;
        let meant = if exact { String::new() } else { format!(" {}", q.qualifier.name()) };
        format!("{} {unit}{meant} {}", q.value, q.kind.name())
    };
    let same = |(expected, found): (&str, &String)| {
        let open = expected.strip_suffix('?');
        open.map_or(expected == found, |open| found.starts_with(open))
    };
    for (text, expected) in BULLETIN.iter().chain(TOWN).chain(ANNUAL) {
        let found: Vec<String> = read(text).iter().map(words).collect();
        let wanted: Vec<&str> = expected.split("; ").collect();
        let all = found.len() == wanted.len() && wanted.iter().copied().zip(&found).all(same);
        assert!(all, "{text}\n  expected {expected}\n  found    {}", found.join("; "));
    }
}

#[test]
fn forms_of_digits() {
    let check = |text: &str, expected: &str| assert_eq!(summary(text), expected, "{text}");
    check("投资22.8亿元", "22.8 亿元");
    check("占28.26%", "28.26 %");
    check("共有1\n200户", "1200 户");
    check("项目22\r\n\r\n个", "22 个");
    check("投资五\n十亿元", "50 亿元");
    check("投资$3.5亿", "3.5 亿美元");
    check("追回２，３４５万元", "2345 万元");
    check("气温-5~3℃，不足3‱，降息50BP", "-5 ℃; 3 ℃; 3 ‱ at_most; 50 BP");
    check("两个多月，一百七八十人，三五成群", "2 个月 over; 170 人; 180 人");
    check("前10名，11比8，1年期LPR，按6.9折算", "6.9 -");
    check("Rain fell on Dec. 13, 1-800-555-0199, 9/11.", "");
    // Digits of other scripts and styles are not read as ours, nor are digits next to them.
    check("投资1٣亿元", "");
    check("投资𝟏𝟐亿元", "");
    check("投资1\u{200f}2亿元", "2 亿元");
}

#[test]
fn places_are_code_points_of_the_printed_text() {
    let found = read("𠮷祥\n投资22.\n8亿元,建成\u{3000}3处。");
    let spans: Vec<_> =
        found.iter().map(|q| (q.text.as_str(), q.start, q.end, q.line, q.column)).collect();
    assert_eq!(spans, [("22.\n8亿元", 5, 12, 2, 2), ("3处", 16, 18, 3, 7)]);
    assert_eq!(found[0].number_end, 10);
}

#[test]
fn ranges_share_a_number() {
    let found = read("从3—5个到13万元~17万元,另有6户;其中1至2处。");
    let ranges: Vec<_> = found.iter().map(|q| (q.value.to_string(), q.range)).collect();
    let expected = [
        ("3", Some(0)),
        ("5", Some(0)),
        ("13", Some(1)),
        ("17", Some(1)),
        ("6", None),
        ("1", Some(2)),
        ("2", Some(2)),
    ];
    assert_eq!(ranges, expected.map(|(value, range)| (value.to_owned(), range)));
}

#[test]
fn what_is_no_quantity_is_told_apart() {
    let check = |text: &str, expected: &[Kind]| {
        let kinds: Vec<Kind> = read_all(text).iter().map(|q| q.kind).collect();
        assert_eq!(kinds, expected, "{text}");
    };
    check("第七个", &[Kind::Ordinal]);
    check("2019年2月", &[Kind::Date, Kind::Date]);
    check("“十三五”期间", &[Kind::Name]);
    check("“法律114”热线", &[Kind::Name]);
    check("最多跑一次", &[Kind::Idiom]);
    check("一站式服务", &[Kind::Idiom]);
    check("全省首家", &[Kind::Rank]);
    check("502小区", &[Kind::Name]);
}

#[test]
fn hostile_texts_end_soon() {
    let long = 30_000;
    for text in [
        "9".repeat(long),
        "1,000".repeat(long / 5),
        "一".repeat(long),
        "百分之".repeat(long / 3),
        "三分之".repeat(long / 3),
        "近".repeat(long),
        "A1".repeat(long / 2),
        "“".repeat(long),
        "1\n".repeat(long / 2),
        "投资1\u{202e}2\u{0}亿元".repeat(long / 8),
        "预计".repeat(long / 2),
        "twenty-three hundred and ".repeat(long / 25),
        "- ".repeat(long / 2),
        "1-".repeat(long / 2),
        "3万".repeat(long / 2),
        "1.".repeat(long / 2),
    ] {
        let length = text.chars().count();
        assert!(read_all(&text).iter().all(|q| q.start < q.end && q.end as usize <= length));
    }
}
